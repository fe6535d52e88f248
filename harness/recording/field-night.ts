import { dialectOf, type DialectId } from '../dialects/index.ts';
import {
  fraction,
  wattHours,
  watts,
  wholeSeconds,
  type PlanStyle,
  type Supply,
  type Tariff,
} from '../energy/index.ts';
import { SuiteError } from '../errors.ts';
import type { Check, Scenario } from '../suite/index.ts';
import { instant, plus, seconds, type Instant } from '../time/index.ts';
import type { Trace, TraceEvent } from '../trace/index.ts';
import { readLog } from './read-log.ts';
import { dialectIn, parseLogged, withSides } from './recognise.ts';

export interface FieldOptions {
  readonly file: string;
  readonly tariff: Tariff;
  readonly zone: string;
  /** Of the clock that stamped the log, where its times have no offset. */
  readonly logZone: string;
  readonly supply: Supply;
  readonly station?: string;
  readonly dialect?: DialectId;
  readonly version: string;
}

export interface FieldNight {
  readonly scenario: Scenario;
  readonly trace: Trace;
  readonly dialect: DialectId;
  /** Stations that the log tells of. */
  readonly stations: readonly string[];
  readonly others: number;
}

const MOST_FRAMES = 200_000;
const OFF_PEAK_SHARE = fraction(0.95);
const LEAST_CHARGE = 1380;
const SOON = seconds(60);

const PLAN: PlanStyle = {
  purpose: 'TxProfile',
  kind: 'Absolute',
  unit: 'W',
  hold: { unit: 'W', value: watts(0) },
};

const checksOf = (file: string, from: Instant, to: Instant, planned: boolean): readonly Check[] => {
  const base = { proves: [], place: { file } };
  return [
    { check: 'cost', as: 'must', ...base, offPeakShare: OFF_PEAK_SHARE },
    ...(planned
      ? ([
          {
            check: 'plan',
            as: 'must',
            ...base,
            from,
            to,
            outside: watts(100),
            inside: watts(LEAST_CHARGE),
          },
        ] as const)
      : []),
  ];
};

/**
 * A log of a central system as a night that can be judged, without any live system.
 * @throws SuiteError when it holds no OCPP frames, or those of several stations and none was chosen.
 */
export const fieldNight = (text: string, options: FieldOptions): FieldNight => {
  const { file, tariff, zone, supply } = options;
  const log = readLog(text, options.logZone);
  const stations = [...new Set(log.frames.flatMap(({ station }) => station ?? []))].sort();
  const wanted = options.station;
  if (wanted === undefined && stations.length > 1)
    throw new SuiteError(`the log is of ${stations.length} stations`, {
      place: { file },
      hint: `choose one by --station: ${stations.slice(0, 20).join(', ')}`,
    });
  const mine = log.frames.filter(({ station }) => wanted === undefined || station === wanted);
  const parsed = mine.slice(0, MOST_FRAMES).flatMap((logged) => parseLogged(logged) ?? []);
  if (parsed.length === 0)
    throw new SuiteError(
      wanted === undefined ? 'no OCPP frames were found' : `no frames of station ${wanted}`,
      {
        place: { file },
        hint: 'known are lines with a time and an OCPP-J frame, SteVe logs, CitrineOS OCPPMessages as JSON, and our traces',
      },
    );
  const dialect = options.dialect ?? dialectIn(parsed);
  if (dialect === undefined)
    throw new SuiteError('which OCPP version this is cannot be told', {
      place: { file },
      hint: 'say --dialect',
    });
  const frames = withSides(parsed, dialect);
  const events: TraceEvent[] = [];
  for (const { logged, from } of frames)
    events.push({ kind: 'frame', seq: events.length + 1, at: logged.at, link: 1, from, text: logged.text });
  const [firstFrame] = events;
  const from = firstFrame?.at ?? instant(0);
  const to = plus(events.at(-1)?.at ?? from, seconds(1));
  const decoded = frames.flatMap(({ action, payload }) =>
    action === undefined ? [] : (dialectOf(dialect).decodeRequest({ action, payload }) ?? []),
  );
  const started = decoded.find((intent) => intent.kind === 'starts transaction');
  const planned = decoded.some(
    (intent) => intent.kind === 'sets charging profile' || intent.kind === 'starts remotely',
  );
  const begins = plus(started?.kind === 'starts transaction' ? started.at : from, SOON);
  const evses = Math.max(1, ...decoded.map((intent) => ('evse' in intent ? (intent.evse ?? 1) : 1)));
  const scenario: Scenario = {
    id: 'FIELD-001',
    title: 'A night of the field',
    file,
    hash: '',
    subject: 'csms',
    dialects: [dialect],
    needs: { all: [], any: [], none: [] },
    proves: [],
    given: {
      zone,
      now: from,
      tariff,
      vehicle: {
        battery: wattHours(100_000),
        charged: fraction(0),
        takes: watts(supply.voltage * supply.phases * supply.fuse),
        phases: supply.phases,
      },
      supply,
      station: {
        evses: Math.min(evses, 64),
        units: ['W', 'A'],
        randomDelay: wholeSeconds(0),
        sampleEvery: wholeSeconds(900),
        // Neither side is played: what the other one breaks is not our own fault.
        traits: ['field'],
      },
      plan: PLAN,
    },
    timeline: [],
    checks: checksOf(file, begins < to ? begins : from, to, planned),
    end: to,
    place: { file },
  };
  const trace: Trace = {
    header: {
      kind: 'header',
      format: 'offpeak-trace/1',
      offpeak: options.version,
      scenario: scenario.id,
      scenarioHash: '',
      dialect,
      subject: 'csms',
      subjectName: wanted ?? stations[0] ?? 'a station of the field',
      reference: false,
      timeMode: 'real',
      seed: '',
      zone,
      tzdata: 'unknown',
      at: from,
      declares: {},
    },
    events,
    footer: { kind: 'footer', at: to, ended: 'complete', events: events.length },
  };
  return { scenario, trace, dialect, stations, others: log.others };
};
