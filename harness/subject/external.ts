import { dialectOf, type CsmsRequestKind, type IntentOf } from '../dialects/index.ts';
import { SubjectError } from '../errors.ts';
import type { Clock } from '../time/index.ts';
import { dialWs, listenWs, OPEN, type Link, type Listening } from '../wire/index.ts';
import { fill, perform, type ActionMeans, type Blanks } from './action.ts';
import { openDriver, type Driver } from './driver.ts';
import { startProcess, type RunningProcess } from './child-process.ts';
import { fakedEnvironment, findFakeTime } from './fake-time.ts';
import { freePort } from './free-port.ts';
import type { ActionName, ChildProcess, SubjectFile } from './subject-file.ts';
import {
  NOT_DECLARED,
  type Done,
  type RunningSubject,
  type Stage,
  type Subject,
  type TimeControl,
} from './subject.ts';

/** What the one who runs the harness lends to a subject: a way to ask the person at the bench. */
export interface Bench {
  readonly ask: ActionMeans['ask'];
}

/** A system under test that we did not write, reached as its subject file says. */
export const externalSubject = (file: SubjectFile, bench: Bench): Subject => ({
  side: file.side,
  name: file.name,
  where:
    file.reach.kind === 'is dialled'
      ? `dialled at ${file.reach.url} as ${file.reach.identity}`
      : `awaited on ${file.reach.host}:${file.reach.port}${file.reach.identity === undefined ? '' : ` as ${file.reach.identity}`}`,
  reference: false,
  dialects: file.dialects,
  declares: file.declares,
  time: file.time,
  patience: file.patience,
  async start(stage) {
    const listening = file.reach.kind === 'dials in' ? await listen(file, file.reach, stage) : undefined;
    const blanks: Blanks = {
      identity: file.reach.identity ?? 'OFFPEAK-CHARGER',
      dialect: stage.dialect,
      token: file.token,
      node: process.execPath,
      port: String(listening?.port ?? (file.process === undefined ? 0 : await freePort())),
    };
    let child: RunningProcess | undefined;
    try {
      child =
        file.process === undefined
          ? undefined
          : await startProcess(
              atTime(filledIn(file.process, blanks), file.time, stage.clock),
              file.patience,
              (text) => stage.trace.add({ kind: 'note', by: 'subject', text }),
            );
    } catch (error) {
      await listening?.close();
      throw error;
    }
    const driver = await driverOf(file, stage, blanks);
    return running(file, bench, stage, blanks, driver, child, async () => {
      await child?.stop();
      await listening?.close();
    });
  },
});

/** `cut power` and `restore power`, or one `power-cycle` at the moment of the cut. */
const switchSupply = async (
  { actions }: SubjectFile,
  act: (name: ActionName) => Promise<Done>,
  on: boolean,
): Promise<Done> => {
  const apart = actions['cut power'] !== undefined && actions['restore power'] !== undefined;
  if (apart) return act(on ? 'restore power' : 'cut power');
  return on ? { ok: true } : act('power-cycle');
};

type DialsIn = Extract<SubjectFile['reach'], { kind: 'dials in' }>;

const filledIn = (child: ChildProcess, blanks: Blanks): ChildProcess => {
  const [program, ...rest] = child.command;
  return {
    ...child,
    command: [fill(program, blanks), ...rest.map((part) => fill(part, blanks))],
    env: Object.fromEntries(Object.entries(child.env).map(([name, value]) => [name, fill(value, blanks)])),
  };
};

/** The same program, with its clock started at this moment of the night and run at the night's rate. */
const atTime = (child: ChildProcess, time: TimeControl, clock: Clock): ChildProcess =>
  time.mode === 'faked'
    ? {
        ...child,
        env: {
          ...child.env,
          ...fakedEnvironment(findFakeTime(process.env['OFFPEAK_LIBFAKETIME']), clock.now(), time.rate),
        },
      }
    : child;

/** Puts our station on the tariff before the night begins; a driver that cannot is the subject's fault, not ours. */
const driverOf = async (file: SubjectFile, stage: Stage, blanks: Blanks): Promise<Driver | undefined> => {
  if (file.driver === undefined) return undefined;
  const driver = await openDriver(file.driver, file.file, { blanks, patience: file.patience });
  if (typeof driver === 'string') throw new SubjectError(`the driver cannot be used: ${driver}`);
  for (const verb of ['enrol', 'approve'] as const) {
    if (!driver.declares.includes(verb)) continue;
    const done = await driver.act(verb, stage.tariff, stage.clock.now());
    stage.trace.add({ kind: 'action', actor: 'operator', verb, ...done });
  }
  return driver;
};

const listen = (file: SubjectFile, reach: DialsIn, stage: Stage): Promise<Listening> =>
  listenWs({
    host: reach.host,
    port: reach.port,
    subprotocols: [stage.dialect],
    gate: () => stage.endpoint.door(),
    door: ({ identity, basic }) => {
      const shut = stage.endpoint.door();
      if (shut.kind !== 'open') return shut;
      if (reach.identity !== undefined && identity !== reach.identity) return { kind: 'http', status: 404 };
      const known =
        file.basic === undefined ||
        (basic?.user === file.basic.user && basic.password === file.basic.password);
      return known ? OPEN : { kind: 'http', status: 401 };
    },
    onLink: stage.onLink,
    onStray: (link) => stage.endpoint.stray(link),
    onRefused: (reason, identity) => stage.endpoint.refused(reason, identity),
  });

const running = (
  file: SubjectFile,
  bench: Bench,
  stage: Stage,
  known: Blanks,
  driver: Driver | undefined,
  child: RunningProcess | undefined,
  stop: () => Promise<void>,
): RunningSubject => {
  const act = async (name: ActionName, blanks: Blanks = {}): Promise<Done> => {
    const actions = file.actions[name];
    if (actions === undefined) return NOT_DECLARED;
    for (const action of actions) {
      const done = await perform(action, {
        blanks: { ...known, ...blanks },
        patience: file.patience,
        stdin: child?.write,
        ask: bench.ask,
      });
      if (!done.ok) return done;
    }
    return { ok: true };
  };
  const tell = <K extends CsmsRequestKind>(intent: IntentOf<K>): Promise<Done> => {
    const message = dialectOf(stage.dialect).encodeRequest(intent);
    return act('send request', { action: message.action, payload: JSON.stringify(message.payload) });
  };
  return {
    dial(as = {}): Promise<Link> {
      if (file.reach.kind === 'dials in')
        return Promise.reject(new SubjectError('a charger dials in, it is not dialled'));
      return dialWs({
        url: fill(file.reach.url, known),
        identity: as.identity ?? file.reach.identity,
        subprotocols: as.subprotocols ?? [stage.dialect],
        timeoutMillis: file.patience,
        ...(file.basic === undefined ? {} : { basic: file.basic }),
      });
    },
    async plugIn(vehicle) {
      const done = await act('plug in', { watts: String(vehicle.takes) });
      return done.ok && file.actions['present token'] !== undefined ? act('present token') : done;
    },
    unplug: () => act('unplug'),
    presentToken: (token) => act('present token', { token }),
    power: (on) => switchSupply(file, act, on),
    publish: (tariff) =>
      driver?.declares.includes('publish') === true
        ? driver.act('publish', tariff, stage.clock.now())
        : act('publish tariff'),
    ...(driver?.declares.includes('books') === true
      ? { books: () => driver.books(stage.tariff, stage.clock.now()) }
      : {}),
    activate: (station) => act('activate station', { identity: station }),
    tell: file.actions['send request'] === undefined ? undefined : tell,
    lost: child?.lost ?? new Promise(() => undefined),
    stop,
  };
};
