import { createSpeaker, DIALECT_IDS, type DialectId, type Speaker } from '../dialects/index.ts';
import { seconds, type Clock } from '../time/index.ts';
import {
  listenWs,
  type Basic,
  type Caller,
  type Link,
  type RefusalKind,
  type ServerTls,
} from '../wire/index.ts';
import { clockSign } from './clock-sign.ts';
import { firmwareSigns, type KnownCharger } from './firmware.ts';
import { listenTo, type Told } from './serve.ts';
import { settingsSigns, settingsToAsk } from './settings-signs.ts';
import { ill, note, well, type Report, type Sign } from './symptom.ts';

export interface ChargerOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: ServerTls;
  /** What the charger must show; absent: anything is let in, and looked at. */
  readonly password?: string;
  readonly known: readonly KnownCharger[];
  readonly clock: Clock;
  /** Host milliseconds for somebody to come. */
  readonly wait: number;
  /** Host milliseconds for each thing that is asked of it afterwards. */
  readonly patience: number;
  /** Addresses of this machine under which a charger may find us. */
  readonly addresses: readonly string[];
  readonly listening?: (url: string, port: number) => void;
}

const OFFERED: readonly DialectId[] = [...DIALECT_IDS].reverse();

interface Visit {
  readonly link: Link;
  readonly caller: Caller;
}

/** Listens as a central system does, waits for a charger, and looks at it. */
export const examineCharger = async (options: ChargerOptions): Promise<Report> => {
  const refusals = new Map<RefusalKind, string>();
  let arrived: (visit: Visit) => void = () => undefined;
  const visit = new Promise<Visit>((resolve) => {
    arrived = resolve;
  });
  const listening = await listenWs({
    host: options.host,
    port: options.port,
    subprotocols: OFFERED,
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    door: ({ basic }) =>
      options.password === undefined || basic?.password === options.password
        ? { kind: 'open' }
        : { kind: 'http', status: 401 },
    onLink: (link, caller) => arrived({ link, caller }),
    onRefused: (reason, identity, kind) => {
      if (refusals.size < 20) refusals.set(kind, identity === undefined ? reason : `${identity}: ${reason}`);
    },
  });
  options.listening?.(listening.url, listening.port);
  try {
    const came = await within(visit, options.clock, options.wait);
    if (came === undefined) return { reached: false, signs: absentSigns(options, refusals, listening.port) };
    return { reached: true, signs: await examine(options, came, listening.port) };
  } finally {
    await listening.close();
  }
};

const within = <T>(promise: Promise<T>, clock: Clock, wait: number): Promise<T | undefined> =>
  new Promise((resolve) => {
    const alarm = clock.patience(seconds(wait / 1000), () => resolve(undefined));
    void promise.then((value) => {
      alarm.cancel();
      resolve(value);
    });
  });

const REFUSED: Readonly<Record<RefusalKind, (what: string) => Sign>> = {
  'tls to plain': () =>
    ill(
      'tls to plain',
      'something came and spoke TLS',
      'The charger is set to wss://: set it to ws://, or give a certificate here with --cert and --key.',
    ),
  'plain to tls': () =>
    ill(
      'plain to tls',
      'something came and spoke without TLS',
      'The charger is set to ws://: set it to wss://.',
    ),
  tls: (what) =>
    ill(
      'tls',
      `something came, and TLS failed (${what})`,
      'Most often the charger does not trust this certificate: install the root certificate in it.',
      'Or its clock is wrong, so that the certificate seems to be out of date.',
    ),
  'no version': (what) =>
    ill(
      'no sub-protocol',
      `a charger came and spoke no version that we know (${what})`,
      'It must offer ocpp1.6, ocpp2.0.1 or ocpp2.1 in the handshake: choose "OCPP 1.6 JSON" in its settings, not SOAP.',
      'Some firmware forgets the header (Grizzl-E 05.621): update it.',
    ),
  'no identity': () =>
    ill(
      'no identity',
      'a charger came without an identity in the path',
      'Its URL must end with its identity; some chargers add it by themselves only when the URL has no slash at its end.',
    ),
  'no websocket': (what) =>
    ill(
      'no websocket',
      `something came that asked for no WebSocket (${what})`,
      'A browser or a scanner; or a charger whose handshake lacks "Connection: Upgrade", which a proxy may have taken out.',
    ),
  'no http': () =>
    ill(
      'no http',
      'something came that spoke no HTTP',
      'Perhaps another device, or OCPP over SOAP: choose JSON.',
    ),
  door: (what) =>
    ill(
      'http 401',
      `a charger came with a wrong password, or with none (${what})`,
      'Compare the password with the one in its settings.',
    ),
};

const absentSigns = (
  { host, addresses, wait }: ChargerOptions,
  refusals: ReadonlyMap<RefusalKind, string>,
  port: number,
): readonly Sign[] => {
  if (refusals.size > 0) return [...refusals].map(([kind, what]) => REFUSED[kind](what));
  const loopback = host === '127.0.0.1' || host === '::1' || host === 'localhost';
  const urls = (loopback ? ['127.0.0.1'] : addresses).map((address) => `ws://${address}:${port}/`);
  return [
    ill(
      'nobody',
      `nobody came within ${Math.round(wait / 1000)} s`,
      ...(loopback
        ? ['We listen on this machine only. For a charger in the network: --host 0.0.0.0']
        : [
            `Set the URL in the charger to ${urls.slice(0, 3).join(' or ')} and its identity, and restart it.`,
          ]),
      'Is OCPP activated in the charger? Often the installer must do that, in an app or menu of its own.',
      'Is it connected to another central system? Most chargers talk to one only: its URL must be replaced.',
      'Is it in the same network, and does the firewall of this machine let this port in?',
    ),
  ];
};

const examine = async (
  options: ChargerOptions,
  { link, caller }: Visit,
  port: number,
): Promise<readonly Sign[]> => {
  const { clock } = options;
  const dialect = OFFERED.find((each) => each === link.subprotocol) ?? 'ocpp1.6';
  const signs: Sign[] = [
    well('connection', `${caller.identity} came and speaks ${dialect}`),
    ...basicSigns(caller),
  ];
  const told: Told = { boot: undefined, stamp: undefined, foreignTransaction: undefined, calls: 0 };
  let said = 0;
  let gone = false;
  const speaker = createSpeaker({
    link,
    dialect,
    side: 'csms',
    clock,
    timeout: seconds(options.patience / 1000),
    nextId: () => `doctor-${++said}`,
    serving: listenTo(told),
    onClose: () => {
      gone = true;
    },
  });
  const until = (condition: () => boolean): Promise<void> =>
    poll(clock, options.patience, () => gone || condition());
  await until(() => told.boot !== undefined);
  const unasked = told.boot !== undefined;
  if (!unasked) {
    await speaker.ask({ kind: 'triggers', message: 'BootNotification' });
    await until(() => told.boot !== undefined);
  }
  signs.push(...bootSigns(told, unasked, options.known));
  if (told.stamp === undefined) {
    await speaker.ask({ kind: 'triggers', message: 'StatusNotification', evse: 1 });
    await until(() => told.stamp !== undefined);
  }
  signs.push(
    told.stamp === undefined
      ? note(
          'clock',
          'it sent nothing with a time on it',
          'Its clock could not be looked at: plug a car in and try again.',
        )
      : clockSign('the charger', told.stamp.said, told.stamp.heard),
  );
  signs.push(...(await settings(speaker, dialect, port)));
  if (told.foreignTransaction !== undefined)
    signs.push(
      note(
        'other csms',
        `it is in a transaction that did not begin here (${told.foreignTransaction.slice(0, 40)})`,
        'It was connected to another central system before; unplug, and plug in again.',
      ),
    );
  if (gone)
    signs.push(
      note(
        'closed',
        'it hung up while it was looked at',
        'If that happens again and again: another central system may have its place, or its network is weak.',
      ),
    );
  speaker.close(1000, 'examined');
  return signs;
};

const settings = async (speaker: Speaker, dialect: DialectId, port: number): Promise<readonly Sign[]> => {
  const answer = await speaker.ask({ kind: 'reads variables', names: settingsToAsk(dialect) });
  if (answer.kind === 'reply') return settingsSigns(answer.reply.variables, port);
  return [
    note(
      'settings',
      `it does not tell its settings (${answer.kind})`,
      'The unit of limits and smart charging could not be looked at.',
    ),
  ];
};

const basicSigns = ({
  identity,
  basic,
}: {
  readonly identity: string;
  readonly basic?: Basic;
}): readonly Sign[] => {
  if (basic === undefined)
    return [
      note(
        'password',
        'it shows no password (security profile 0)',
        'Fine on a bench; in the field use profile 2: wss:// and a password.',
      ),
    ];
  return basic.user === identity
    ? [well('password', 'it shows a password, with its identity as the user')]
    : [
        ill(
          'password',
          `the user name of its password is "${basic.user.slice(0, 40)}", its identity ${identity}`,
          'They must be the same (profile 1 and 2).',
        ),
      ];
};

const bootSigns = (told: Told, unasked: boolean, known: readonly KnownCharger[]): readonly Sign[] => {
  const { boot } = told;
  if (boot === undefined)
    return [
      note(
        'boot',
        'it sent no BootNotification, not even when it was asked to',
        'It may have booted at another central system and just been moved here: restart it.',
      ),
    ];
  const how = unasked
    ? well('boot', 'it sent its BootNotification')
    : note(
        'boot',
        'it sent its BootNotification only when it was asked to',
        'It was connected elsewhere, or only lost its link: nothing is wrong with that.',
      );
  const who = {
    vendor: boot.vendor,
    model: boot.model,
    ...(boot.firmware === undefined ? {} : { firmware: boot.firmware }),
  };
  return [how, ...firmwareSigns(who, known)];
};

const STEP = 50;

const poll = async (clock: Clock, patience: number, condition: () => boolean): Promise<void> => {
  for (let waited = 0; waited < patience && !condition(); waited += STEP)
    await new Promise<void>((resolve) => void clock.patience(seconds(STEP / 1000), resolve));
};
