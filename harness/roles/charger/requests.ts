import type { IntentOf, Reply, Serving } from '../../dialects/index.ts';
import { assertNever } from '../../errors.ts';
import { composite } from '../../energy/index.ts';
import { millis } from '../../time/index.ts';
import type { ChargerParts } from '../role.ts';
import type { Connection } from './connection.ts';
import type { Connector } from './connector.ts';
import type { ChargerHooks, OutOfTurn } from './hooks.ts';
import { supplyWatts } from './limiter.ts';
import type { Memory } from './memory.ts';
import { oracleOf } from './oracle.ts';
import { matches } from './profile-store.ts';
import { installer } from './profile-installer.ts';
import type { StationTime } from './station-time.ts';
import type { Variables } from './variables.ts';

export interface RequestParts {
  readonly charger: ChargerParts;
  readonly memory: Memory;
  readonly hooks: ChargerHooks;
  readonly time: StationTime;
  readonly variables: Variables;
  readonly connection: Connection;
  readonly connectors: readonly Connector[];
  readonly evaluate: () => void;
  readonly update: (request: IntentOf<'updates firmware'>) => Reply<'updates firmware'>;
  readonly reset: (how: 'Soft' | 'Hard') => 'Accepted' | 'Scheduled';
  readonly turn: OutOfTurn;
}

/** What the CSMS asks for is done after the answer is on its way. */
const AFTER_ANSWER = millis(1);
const LONGEST_COMPOSITE = 7 * 86_400;
const MOST_IN_REPORT = 5;

/** How the station answers the central system. */
export const serveRequests = (parts: RequestParts): Serving => {
  const { charger, memory, hooks, time, variables, connection, connectors } = parts;
  const { settings, clock } = charger;
  const later = (task: () => void): void => void clock.after(AFTER_ANSWER, task);
  const install = installer(parts);
  const chosen = (evse: number | undefined): readonly Connector[] =>
    evse === undefined || evse === 0 ? connectors : connectors.filter((connector) => connector.evse === evse);

  return {
    'sets charging profile': ({ evse, profile }) =>
      hooks.refusesCall?.(profile, evse) ?? install(evse, profile),

    'clears charging profile': ({ filter }) => {
      const kept = memory.profiles.filter(
        (entry) => !matches(entry, filter) || hooks.clears?.(entry.profile) === false,
      );
      if (kept.length === memory.profiles.length) return { status: 'Unknown' };
      memory.profiles = kept;
      parts.evaluate();
      return { status: 'Accepted' };
    },

    'asks composite schedule': ({ evse, duration, unit }): Reply<'asks composite schedule'> => {
      const known = Number.isInteger(evse) && evse >= 0 && evse <= settings.evses;
      const asked = unit ?? settings.units[0] ?? 'A';
      if (!known || duration <= 0 || !settings.units.includes(asked)) return { status: 'Rejected' };
      const length = Math.min(duration, LONGEST_COMPOSITE) as typeof duration;
      const right = composite(oracleOf(charger, memory), {
        evse,
        start: time.now(),
        duration: length,
        unit: asked,
      });
      const most = asked === 'W' ? supplyWatts(charger) : settings.supply.fuse;
      return { status: 'Accepted', schedule: hooks.composite?.(right, most) ?? right };
    },

    'asks profiles': ({ requestId, filter }) => {
      const found = memory.profiles.filter((entry) => matches(entry, filter));
      if (found.length === 0) return { status: 'NoProfiles' };
      const evses = [...new Set(found.map(({ evse }) => evse))];
      const reports = evses.flatMap((evse) => {
        const profiles = found.filter((entry) => entry.evse === evse).map(({ profile }) => profile);
        const pages = Math.ceil(profiles.length / MOST_IN_REPORT);
        return Array.from({ length: pages }, (_, page) => ({
          evse,
          profiles: profiles.slice(page * MOST_IN_REPORT, (page + 1) * MOST_IN_REPORT),
        }));
      });
      later(() => {
        for (const [index, report] of reports.entries()) {
          const more = index < reports.length - 1;
          void connection.ask({ kind: 'reports profiles', requestId, ...report, more });
        }
      });
      return { status: 'Accepted' };
    },

    'starts remotely': (intent) => {
      const { evse, token, remoteStartId, profile } = intent;
      if (hooks.refusesStart?.(intent) === true) return { status: 'Rejected' };
      // `ocpp201:F01.FR.11`: the transaction has no id yet, so its profile cannot name one.
      if (profile?.transactionId !== undefined && settings.dialect !== 'ocpp1.6')
        return { status: 'Rejected' };
      const connector = evse === undefined ? connectors[0] : chosen(evse)[0];
      if (connector === undefined || evse === 0) return { status: 'Rejected' };
      if (profile !== undefined && profile.purpose !== 'TxProfile') return { status: 'Rejected' };
      const started = connector.remoteStart(token, remoteStartId, profile);
      return { status: started ? 'Accepted' : 'Rejected' };
    },

    'stops remotely': ({ transactionId }) => {
      const connector = connectors.find(({ running }) => running?.known === transactionId);
      if (connector === undefined) return { status: 'Rejected' };
      later(() => connector.end('Remote', 'RemoteStop'));
      return { status: 'Accepted' };
    },

    triggers: ({ message, evse }) => {
      const asked = chosen(evse);
      if (asked.length === 0) return { status: 'Rejected' };
      later(() => {
        switch (message) {
          case 'BootNotification':
            return connection.boot('Triggered');
          case 'Heartbeat':
            return connection.heartbeat();
          case 'StatusNotification':
            return asked.forEach((connector) => connector.reportStatus());
          case 'MeterValues':
            return asked.forEach((connector) => connector.sample('Trigger'));
          default:
            return assertNever(message);
        }
      });
      return { status: 'Accepted' };
    },

    'sets variables': ({ variables: wanted }) => {
      const results = wanted.map((variable) => variables.set(variable));
      const beat = wanted.findLast(({ name }) => name === 'HeartbeatInterval');
      if (beat !== undefined) connection.beat(Number(beat.value) || 0);
      if (wanted.some(({ name }) => name === 'MeterSampleInterval')) {
        for (const connector of connectors) connector.resample();
      }
      return { results };
    },

    'reads variables': ({ names }) => variables.read(names),

    'updates firmware': (request) => parts.update(request),

    resets: ({ how }) => ({ status: parts.reset(how) }),

    'changes availability': ({ evse, operative }) => {
      const asked = chosen(evse);
      if (asked.length === 0) return { status: 'Rejected' };
      const busy = asked.some(({ running }) => running !== undefined) && !operative;
      later(() => asked.forEach((connector) => connector.setOperative(operative)));
      return { status: busy ? 'Scheduled' : 'Accepted' };
    },
  };
};
