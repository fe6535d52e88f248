import {
  dialectOf,
  type DialectId,
  type IntentOf,
  type Reply,
  type RequestKind,
  type Sample,
} from '../dialects/index.ts';
import {
  amps,
  fraction,
  pence,
  volts,
  wattHours,
  watts,
  wholeSeconds,
  type Tariff,
} from '../energy/index.ts';
import type { Check, Given, Scenario, Step } from '../suite/index.ts';
import { hours, instant, minutes, type Instant } from '../time/index.ts';
import type { Side, Trace, TraceEnding, TraceEvent, TraceHeader, Unstamped } from '../trace/index.ts';

/** Nights made by hand for the tests of the judge: every frame stands where the test put it. */

export const PLACE = { file: 'night.yaml', line: 1, column: 1 };
export const BASE = { as: 'must', proves: ['ours:X'], place: PLACE } as const;

/** 21:00 on an evening in London; a night is told in minutes after it. */
const START = Date.UTC(2026, 0, 14, 21);
export const at = (minute: number): Instant => instant(START + minute * 60_000);

/** 7 p from 23:30 to 04:30 (minutes 150 to 450), 30 p else. */
export const TARIFF: Tariff = {
  id: 'night',
  name: 'Night',
  zone: 'Europe/London',
  clock: 'local',
  standard: pence(30),
  bands: [{ name: 'off-peak', from: 1410, to: 270, price: pence(7) }],
};

export const GIVEN: Given = {
  zone: 'Europe/London',
  now: at(0),
  tariff: TARIFF,
  vehicle: { battery: wattHours(77_000), charged: fraction(0.2), takes: watts(7360), phases: 1 },
  supply: { voltage: volts(230), phases: 1, fuse: amps(32) },
  station: { evses: 1, units: ['W', 'A'], randomDelay: wholeSeconds(0), sampleEvery: wholeSeconds(300) },
  plan: { purpose: 'TxProfile', kind: 'Absolute', unit: 'W', hold: { unit: 'W', value: watts(0) } },
};

export const stepOf = (step: Partial<Step> & Pick<Step, 'actor' | 'verb'>): Step => ({
  index: 0,
  when: { kind: 'at', at: at(0) },
  within: minutes(1),
  with: {},
  ...BASE,
  ...step,
});

export const scenarioOf = (
  checks: readonly Check[],
  timeline: readonly Step[] = [],
  given: Partial<Given> = {},
): Scenario => ({
  id: 'OVN-999',
  title: 'A night made by hand',
  file: PLACE.file,
  hash: '',
  subject: 'either',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  needs: { all: [], any: [], none: [] },
  proves: [],
  given: { ...GIVEN, ...given },
  timeline,
  checks,
  end: at(600),
  place: PLACE,
});

interface Answering<K extends RequestKind> {
  /** Minutes after the request; 0 when absent. */
  readonly after?: number;
  readonly reply?: Reply<K>;
  /** A CALLERROR of this code. */
  readonly error?: string;
}

/** A trace, event by event. */
export class SampleNight {
  readonly dialect: DialectId;
  readonly subject: Side;
  readonly #events: TraceEvent[] = [];
  #header: Partial<TraceHeader> = {};
  #asked = 0;

  constructor(dialect: DialectId = 'ocpp2.0.1', subject: Side = 'charger') {
    this.dialect = dialect;
    this.subject = subject;
  }

  header(header: Partial<TraceHeader>): this {
    this.#header = { ...this.#header, ...header };
    return this;
  }

  event(minute: number, event: Unstamped): this {
    this.#events.push({ ...event, seq: this.#events.length + 1, at: at(minute) });
    return this;
  }

  /** A frame as it stands. */
  frame(minute: number, from: Side, text: unknown): this {
    const written = typeof text === 'string' ? text : JSON.stringify(text);
    return this.event(minute, { kind: 'frame', link: 1, from, text: written });
  }

  /** A request and, unless `answer` is undefined, its answer. */
  ask<K extends RequestKind>(
    minute: number,
    from: Side,
    intent: IntentOf<K>,
    answer: Answering<K> | undefined,
  ): this {
    const dialect = dialectOf(this.dialect);
    const { action, payload } = dialect.encodeRequest(intent);
    const id = `${from}-${++this.#asked}`;
    this.frame(minute, from, [2, id, action, payload]);
    if (answer === undefined) return this;
    const other = from === 'charger' ? 'csms' : 'charger';
    const then = minute + (answer.after ?? 0);
    if (answer.error !== undefined) return this.frame(then, other, [4, id, answer.error, '', {}]);
    const reply = answer.reply ?? ({} as Reply<K>);
    return this.frame(then, other, [3, id, dialect.encodeReply(intent, reply)]);
  }

  starts(minute: number, more: Partial<IntentOf<'starts transaction'>> = {}): this {
    const id = this.dialect === 'ocpp1.6' ? {} : { transactionId: 'T1', seqNo: 0 };
    const base = { kind: 'starts transaction', evse: 1, at: at(minute), token: 'A', register: 0 } as const;
    const intent: IntentOf<'starts transaction'> = { ...base, samples: [], ...id, ...more };
    return this.ask(minute, 'charger', intent, {
      reply: this.dialect === 'ocpp1.6' ? { transactionId: '7', tokenStatus: 'Accepted' } : {},
    });
  }

  ends(minute: number, more: Partial<IntentOf<'ends transaction'>> = {}): this {
    const transactionId = this.dialect === 'ocpp1.6' ? '7' : 'T1';
    const base = { kind: 'ends transaction', evse: 1, transactionId, at: at(minute), register: 0 } as const;
    const intent: IntentOf<'ends transaction'> = { ...base, samples: [], ...more };
    return this.ask(minute, 'charger', intent, { reply: {} });
  }

  /** One MeterValues message, stamped with its own time. */
  meter(minute: number, { power, register }: { readonly power?: number; readonly register?: number }): this {
    const samples: Sample[] = [
      ...(power === undefined ? [] : [{ measurand: 'Power.Active.Import', unit: 'W', value: power }]),
      ...(register === undefined
        ? []
        : [{ measurand: 'Energy.Active.Import.Register', unit: 'Wh', value: register }]),
    ].map((sample) => ({ at: at(minute), ...sample }));
    const intent: IntentOf<'sends meter values'> = { kind: 'sends meter values', evse: 1, samples };
    return this.ask(minute, 'charger', intent, { reply: {} });
  }

  /** Readings every `every` minutes, power as given and a register that counts it. */
  meters(
    from: number,
    to: number,
    power: (minute: number) => number,
    { every = 5, register = true }: { readonly every?: number; readonly register?: boolean } = {},
  ): this {
    let counted = 0;
    for (let minute = from; minute <= to; minute += every) {
      this.meter(minute, { power: power(minute), ...(register ? { register: counted } : {}) });
      counted += (power(minute) * every) / 60;
    }
    return this;
  }

  /** A limit in W from each minute on, for the transaction, accepted unless told otherwise. */
  plan(
    minute: number,
    limits: readonly (readonly [minute: number, watts: number])[],
    answer: Answering<'sets charging profile'> | undefined = { reply: { status: 'Accepted' } },
  ): this {
    const [first] = limits;
    const start = at(first?.[0] ?? 0);
    const intent: IntentOf<'sets charging profile'> = {
      kind: 'sets charging profile',
      evse: 1,
      profile: {
        id: 1,
        stackLevel: 0,
        purpose: 'TxProfile',
        kind: 'Absolute',
        transactionId: this.dialect === 'ocpp1.6' ? '7' : 'T1',
        schedules: [
          {
            id: 1,
            start,
            unit: 'W',
            periods: limits.map(([from, limit]) => ({
              start: wholeSeconds((at(from) - start) / 1000),
              limit,
            })),
          },
        ],
      },
    };
    return this.ask(minute, 'csms', intent, answer);
  }

  /** A question for the composite schedule of the next hours, and its answer in W. */
  composite(
    minute: number,
    limits: readonly (readonly [minute: number, watts: number])[],
    length: ReturnType<typeof hours> = hours(10),
  ): this {
    const duration = wholeSeconds(length / 1000);
    const intent: IntentOf<'asks composite schedule'> = {
      kind: 'asks composite schedule',
      evse: 1,
      duration,
    };
    return this.ask(minute, 'csms', intent, {
      reply: {
        status: 'Accepted',
        schedule: {
          evse: 1,
          start: at(minute),
          duration,
          unit: 'W',
          periods: limits.map(([from, limit]) => ({ start: wholeSeconds((from - minute) * 60), limit })),
        },
      },
    });
  }

  step(minute: number, index = 0): this {
    return this.event(minute, { kind: 'step', step: index, phase: 'begins' });
  }

  /** The clock was set forward. */
  jump(from: number, to: number): this {
    return this.event(from, { kind: 'clock', what: 'jumped', to: at(to) });
  }

  ended(minute = 600, ended: TraceEnding = 'complete'): Trace {
    const header: TraceHeader = {
      kind: 'header',
      format: 'offpeak-trace/1',
      offpeak: '0',
      scenario: 'OVN-999',
      scenarioHash: '',
      dialect: this.dialect,
      subject: this.subject,
      subjectName: 'by hand',
      reference: false,
      timeMode: 'virtual',
      seed: '1',
      zone: 'Europe/London',
      tzdata: '',
      at: at(0),
      declares: {},
      ...this.#header,
    };
    const events = this.#events.map((event, index) => ({ ...event, seq: index + 1 }));
    return { header, events, footer: { kind: 'footer', at: at(minute), ended, events: events.length } };
  }
}
