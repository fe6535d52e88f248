import type { ChargingState, Sample } from '../../dialects/index.ts';
import { installProfile, type ChargingProfile, type VehicleSpec } from '../../energy/index.ts';
import { seconds, type Alarm } from '../../time/index.ts';
import type { ChargerParts } from '../role.ts';
import { createAuthorization } from './authorization.ts';
import type { Connection } from './connection.ts';
import { displayLine } from './display.ts';
import type { ChargerHooks } from './hooks.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import type { Memory } from './memory.ts';
import { samplesOf } from './meter.ts';
import { createOutlet } from './outlet.ts';
import { forgetTransaction } from './profile-store.ts';
import { createSampling } from './sampling.ts';
import { createSession } from './session.ts';
import { createStatusReport } from './status-report.ts';
import type { StationTime } from './station-time.ts';
import type { Transaction } from './transaction.ts';
import type { Variables } from './variables.ts';

/** A car needs some seconds after the contactor is offered; so a plan that follows the start is never too late. */
const READY_AFTER = 4;

export interface ConnectorParts {
  readonly charger: ChargerParts;
  readonly memory: Memory;
  readonly hooks: ChargerHooks;
  readonly time: StationTime;
  readonly variables: Variables;
  readonly connection: () => Connection;
  readonly evse: number;
  /** A transaction is over. */
  readonly ended: () => void;
}

export interface Connector {
  readonly evse: number;
  readonly running: Transaction | undefined;
  readonly state: ChargingState;
  powerOn(): void;
  powerOff(): void;
  plugIn(vehicle: VehicleSpec): void;
  unplug(): void;
  presentToken(token: string): void;
  remoteStart(token: string, id: number, profile?: ChargingProfile): boolean;
  end(reason: string, trigger: string): void;
  /** Profiles or time changed. */
  evaluate(): void;
  reportStatus(): void;
  /** Only if it changed while nobody could be told. */
  reportChange(): void;
  sample(context: string): void;
  /** Reads its sampling interval again. */
  resample(): void;
  setOperative(operative: boolean): void;
}

interface RemoteStart {
  readonly token: string;
  readonly id: number;
  readonly profile: ChargingProfile | undefined;
}

/** One EVSE with its one connector: cable, transaction, power. */
export const createConnector = (parts: ConnectorParts): Connector => {
  const { charger, memory, hooks, time, evse, variables } = parts;
  const { clock, settings, events } = charger;
  const legacy = settings.dialect === 'ocpp1.6';
  const sampleNotes = new Map<string, number>();
  let powered = false;
  let ready = false;
  let state: ChargingState = 'Idle';
  let startsRemotely: RemoteStart | undefined;
  let makingReady: Alarm | undefined;
  let shown = '';

  const samples = (context: string): readonly Sample[] => {
    const reading = { ...outlet.read(), at: time.now() };
    const right = samplesOf(reading, settings.supply, outlet.phases, context, variables.measurands());
    return hooks.samples?.(right, { notes: sampleNotes }) ?? right;
  };

  const session = createSession({
    charger,
    memory,
    hooks,
    time,
    connection: parts.connection,
    evse,
    samples,
    register: () => Math.round(outlet.read().wattHours),
  });

  const outlet = createOutlet({ charger, memory, evse, changed: () => settle() });

  const sampling = createSampling(
    clock,
    () => variables.sampleEvery(),
    () => session.running !== undefined,
    () => session.sampled('Sample.Periodic'),
  );
  const limiter: Limiter = createLimiter({
    charger,
    memory,
    hooks,
    time,
    evse,
    ready: () => powered && ready && session.running !== undefined,
    randomDelay: () => variables.randomDelay(),
    changed: () => {
      outlet.offer(limiter.watts);
      settle();
    },
  });

  const stateNow = (): ChargingState => {
    if (!outlet.plugged) return 'Idle';
    if (session.running === undefined || !ready) return 'EVConnected';
    if (outlet.read().watts > 0) return 'Charging';
    return limiter.watts > 0 && outlet.takesAtLeast(limiter.watts) ? 'SuspendedEV' : 'SuspendedEVSE';
  };

  const out = (): boolean => memory.inoperative.has(evse) && session.running === undefined;
  const status = createStatusReport({
    connection: parts.connection,
    time,
    evse,
    legacy,
    state: () => state,
    out,
  });

  const show = (): void => {
    const line = displayLine({
      state: out() ? 'Unavailable' : state,
      watts: outlet.read().watts,
      startsAt: limiter.startsAt,
      zone: settings.zone ?? 'UTC',
    });
    if (line !== shown) events.display?.(line);
    shown = line;
  };

  /** Brings state, reports and display in line with what the cable and the power do now. */
  const settle = (): void => {
    if (!powered) return;
    const before = state;
    state = stateNow();
    if (state !== before) {
      const plugChanged = (before === 'Idle') !== (state === 'Idle');
      session.changed(state);
      if (legacy || plugChanged) status.report();
    }
    show();
  };

  const makeReady = (): void => {
    makingReady?.cancel();
    makingReady = clock.after(seconds(READY_AFTER), () => {
      ready = true;
      limiter.evaluate();
      settle();
    });
  };

  const begin = (token: string, trigger: string, remote?: RemoteStart): void => {
    if (session.running !== undefined || !outlet.plugged || !powered) return;
    if (hooks.begins?.(memory) === false) return;
    authorization.forget();
    session.begin(token, trigger, state, remote?.id);
    if (remote?.profile !== undefined) {
      memory.profiles = installProfile(memory.profiles, evse, remote.profile, settings.dialect);
    }
    sampling.restart();
    makeReady();
  };

  const authorization = createAuthorization(charger, parts.connection, (token, trigger) =>
    begin(token, trigger),
  );
  /** A home charger uses its own token as soon as a cable is in. */
  const authorize = (token: string, trigger: string): void => {
    if (!memory.inoperative.has(evse) && session.running === undefined) authorization.ask(token, trigger);
  };

  const connected = (): void => {
    const remote = startsRemotely;
    startsRemotely = undefined;
    if (remote !== undefined) begin(remote.token, 'RemoteStart', remote);
    else if (settings.waitsForStart !== true) authorize(settings.token, 'Authorized');
  };

  const end = (reason: string, trigger: string): void => {
    const { running } = session;
    if (running === undefined) return;
    outlet.offer(0);
    session.end(reason, trigger);
    ready = false;
    makingReady?.cancel();
    sampling.stop();
    memory.profiles = forgetTransaction(memory.profiles, running);
    limiter.evaluate();
    settle();
    parts.ended();
  };

  return {
    evse,
    get running() {
      return session.running;
    },
    get state() {
      return state;
    },
    powerOn() {
      powered = true;
      state = outlet.plugged ? 'EVConnected' : 'Idle';
      const { running } = session;
      if (running !== undefined && !outlet.plugged) end('PowerLoss', 'AbnormalCondition');
      else if (running !== undefined) {
        session.resumed();
        sampling.restart();
        makeReady();
      } else if (outlet.plugged) connected();
      show();
    },
    powerOff() {
      powered = false;
      ready = false;
      authorization.forget();
      makingReady?.cancel();
      sampling.stop();
      limiter.stop();
      outlet.offer(0);
      startsRemotely = undefined;
      shown = '';
    },
    plugIn(vehicle) {
      if (outlet.plugged) return;
      outlet.plugIn(vehicle);
      if (hooks.replugged !== undefined) memory.profiles = hooks.replugged(memory.profiles);
      if (!powered) return;
      settle();
      connected();
    },
    unplug() {
      if (!outlet.plugged) return;
      authorization.forget();
      outlet.offer(0);
      outlet.unplug();
      if (!powered) return;
      end('EVDisconnected', 'EVCommunicationLost');
      settle();
    },
    presentToken(token) {
      if (session.running !== undefined) {
        if (session.running.token === token) end('Local', 'StopAuthorized');
        return;
      }
      if (powered && outlet.plugged) authorize(token, 'Authorized');
    },
    remoteStart(token, id, profile) {
      if (session.running !== undefined || memory.inoperative.has(evse) || !powered) return false;
      const remote = { token, id, profile };
      if (outlet.plugged) clock.after(seconds(1), () => begin(token, 'RemoteStart', remote));
      else startsRemotely = remote;
      return true;
    },
    end,
    evaluate() {
      limiter.evaluate();
      show();
    },
    reportStatus: () => status.report(),
    reportChange: () => status.reportChange(),
    sample: (context) => session.sampled(context),
    resample: () => sampling.restart(),
    setOperative(operative) {
      if (operative) memory.inoperative.delete(evse);
      else memory.inoperative.add(evse);
      status.report();
      show();
    },
  };
};
