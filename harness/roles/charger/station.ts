import type { Serving } from '../../dialects/index.ts';
import { seconds } from '../../time/index.ts';
import type { ChargerParts, ChargerRole } from '../role.ts';
import { chargerBug } from './bugs/index.ts';
import { createConnection, type Connection } from './connection.ts';
import { createConnector, type Connector } from './connector.ts';
import { createFirmware } from './firmware.ts';
import { joinHooks, type OutOfTurn } from './hooks.ts';
import { createMemory, type Memory } from './memory.ts';
import type { Letter } from './outbox.ts';
import { createPortal } from './portal.ts';
import { afterOffline } from './profile-store.ts';
import { createResets } from './resets.ts';
import { serveRequests } from './requests.ts';
import { createStationTime } from './station-time.ts';
import { serveUnregistered } from './unregistered.ts';
import { chargerTrait } from './traits/index.ts';
import { createVariables } from './variables.ts';

/** How long a reset or a loss of power of its own takes. */
const REBOOT = 10;
/** OfflineThreshold (`ocpp201:B04`), ms: after a shorter absence only what changed is reported. */
const OFFLINE_THRESHOLD = 60_000;

/**
 * A home charging station, good unless `parts.bugs` says otherwise. `memory` is what survives a loss of power; give
 * one to begin with profiles or an old register.
 */
export const createCharger = (parts: ChargerParts, memory: Memory = createMemory()): ChargerRole => {
  const { settings, clock, events } = parts;
  const hooks = joinHooks([
    ...(parts.traits ?? []).map((id) => chargerTrait(id).hooks()),
    ...parts.bugs.map((id) => chargerBug(id).hooks),
  ]);
  const time = createStationTime(clock, settings.adoptsTime);
  const variables = createVariables(settings, memory);
  let powered = false;

  const connectors: readonly Connector[] = Array.from({ length: settings.evses }, (_, index) =>
    createConnector({
      charger: parts,
      memory,
      hooks,
      time,
      variables,
      connection: () => connection,
      evse: index + 1,
      ended() {
        boots.idle();
        firmware.idle();
      },
    }),
  );

  const connectorOf = (evse: number): Connector | undefined =>
    connectors.find((connector) => connector.evse === evse);

  const evaluate = (): void => {
    for (const connector of connectors) connector.evaluate();
  };

  const turn: OutOfTurn = {
    ask: (intent) => connection.ask(intent),
    after: (wait, task) => void clock.after(seconds(wait), task),
    now: () => time.now(),
  };

  const delivered = (letter: Letter, answer: { kind: string; reply?: unknown }): void => {
    hooks.delivered?.(letter, turn);
    if (answer.kind !== 'reply') return;
    const reply = (answer.reply ?? {}) as { transactionId?: string; tokenStatus?: string };
    if (
      letter.intent.kind === 'starts transaction' &&
      reply.transactionId !== undefined &&
      hooks.learnsId?.(letter) !== false
    ) {
      letter.transaction.known ??= reply.transactionId;
    }
    if (reply.tokenStatus === undefined || reply.tokenStatus === 'Accepted') return;
    const connector = connectorOf(letter.transaction.evse);
    // `16.AU` / `ocpp201:E05`: a token that turns out to be invalid ends the transaction.
    if (connector?.running === letter.transaction) connector.end('DeAuthorized', 'Deauthorized');
  };

  const busy = (): boolean => connectors.some(({ running }) => running !== undefined);

  const restart = (reason: string): void => {
    if (!powered) return;
    powerOff();
    clock.after(seconds(REBOOT), () => powerOn(reason));
  };

  const boots = createResets({
    clock,
    legacy: settings.dialect === 'ocpp1.6',
    busy,
    end(reason) {
      for (const connector of connectors) connector.end(reason, 'ResetCommand');
    },
    waiting: () => connection.online && memory.outbox.length > 0,
    restart,
  });

  const firmware = createFirmware({
    clock,
    legacy: settings.dialect === 'ocpp1.6',
    memory,
    hooks,
    connection: () => connection,
    busy,
    restart: () => restart('FirmwareUpdate'),
  });

  const serving = (): Serving =>
    serveRequests({
      charger: parts,
      memory,
      hooks,
      time,
      variables,
      connection,
      connectors,
      evaluate,
      update: (request) => firmware.update(request),
      reset: (how) => boots.reset(how),
      turn,
    });

  const connection: Connection = createConnection({
    charger: parts,
    memory,
    hooks,
    serving: () =>
      serveUnregistered(serving(), settings.dialect, () => connection.registration, hooks.whilePending),
    told: (now) => {
      if (time.adopt(now)) evaluate();
    },
    joined(offline, how) {
      memory.profiles = afterOffline(memory.profiles, offline);
      if (how === 'booted') firmware.booted();
      for (const connector of connectors) {
        if (how === 'booted' || offline >= OFFLINE_THRESHOLD) connector.reportStatus();
        else connector.reportChange();
      }
      evaluate();
    },
    cut() {
      hooks.linkLost?.(memory);
      evaluate();
    },
    delivered,
  });

  const portal = createPortal({ charger: parts, hooks, connectors, serving });

  const powerOn = (reason: string): void => {
    if (powered) return;
    powered = true;
    memory.boots += 1;
    memory.bootedAt = clock.now();
    connection.start(reason);
    portal?.start(reason);
    for (const connector of connectors) connector.powerOn();
  };

  const powerOff = (abruptly = false): void => {
    if (!powered) return;
    powered = false;
    boots.forget();
    firmware.forget();
    for (const connector of connectors) connector.powerOff();
    connection.stop(abruptly);
    portal?.stop(abruptly);
    hooks.powerLost?.(memory);
  };

  const withConnector = (evse: number, act: (connector: Connector) => void): void => {
    const connector = connectorOf(evse);
    if (connector === undefined) events.note?.(`there is no EVSE ${evse}`);
    else act(connector);
  };

  return {
    powerOn: () => powerOn('PowerUp'),
    powerOff: () => powerOff(true),
    plugIn: (vehicle, evse = 1) => withConnector(evse, (connector) => connector.plugIn(vehicle)),
    unplug: (evse = 1) => withConnector(evse, (connector) => connector.unplug()),
    presentToken: (token, evse = 1) => withConnector(evse, (connector) => connector.presentToken(token)),
    get connected() {
      return connection.online;
    },
    stop: () => powerOff(),
  };
};
