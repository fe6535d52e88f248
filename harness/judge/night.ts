import { allowedWatts, nextChange, windows, type TariffWindow } from '../energy/index.ts';
import type { CurveRow, Scenario } from '../suite/index.ts';
import type { Instant } from '../time/index.ts';
import type { Side, Trace } from '../trace/index.ts';
import { parseFrame } from '../wire/index.ts';
import { jumpsOf, meteredOf, type Span } from './evidence.ts';
import { factsOf, type Facts } from './facts.ts';
import { changesOf, stationAt } from './installed.ts';

export interface NightMessage {
  readonly at: Instant;
  readonly seq: number;
  readonly from: Side | 'world';
  readonly label: string;
  readonly kind: 'call' | 'result' | 'error' | 'link' | 'action';
  readonly detail: string;
}

/** What a report draws: the night as it was metered, allowed, promised and spoken of. Every list is bounded. */
export interface Night {
  readonly from: Instant;
  readonly to: Instant;
  readonly zone: string;
  readonly metered: readonly { readonly at: Instant; readonly watts: number; readonly seq: number }[];
  readonly allowed: readonly { readonly at: Instant; readonly watts: number }[];
  readonly rows: readonly CurveRow[];
  readonly bands: readonly TariffWindow[];
  readonly planChanges: readonly { readonly at: Instant; readonly seq: number; readonly label: string }[];
  readonly faults: readonly { readonly from: Instant; readonly to?: Instant; readonly label: string }[];
  readonly jumps: readonly Span[];
  readonly displays: readonly { readonly at: Instant; readonly text: string }[];
  readonly messages: readonly NightMessage[];
}

const MOST = 5000;
const DETAIL = 400;

const messagesOf = ({ trace, exchanges, dialect }: Facts): readonly NightMessage[] => {
  const asked = new Map(exchanges.map((each) => [each.answer?.seq, each.action]));
  const messages: NightMessage[] = [];
  for (const event of trace.events) {
    if (messages.length >= MOST) break;
    const { at, seq } = event;
    if (event.kind === 'frame') {
      const parsed = parseFrame(event.text, dialect);
      const detail = event.text.slice(0, DETAIL);
      const kind =
        !parsed.ok || parsed.frame.kind === 'error'
          ? 'error'
          : parsed.frame.kind === 'result'
            ? 'result'
            : 'call';
      const label = !parsed.ok
        ? parsed.problem
        : 'action' in parsed.frame
          ? parsed.frame.action
          : (asked.get(seq) ?? 'an answer to nothing');
      messages.push({ at, seq, from: event.from, label, kind, detail });
    } else if (event.kind === 'link') {
      const from = event.by === 'charger' || event.by === 'csms' ? event.by : 'world';
      messages.push({
        at,
        seq,
        from,
        label: `link ${event.state}`,
        kind: 'link',
        detail: (event.reason ?? '').slice(0, DETAIL),
      });
    } else if (event.kind === 'action') {
      const detail = (event.detail ?? (event.ok ? '' : 'it did not happen')).slice(0, DETAIL);
      messages.push({
        at,
        seq,
        from: 'world',
        label: `${event.actor} ${event.verb}`,
        kind: 'action',
        detail,
      });
    }
  }
  return messages;
};

const faultsOf = ({ trace }: Facts): Night['faults'] => {
  const faults: { from: Instant; to?: Instant; label: string }[] = [];
  for (const event of trace.events) {
    if (event.kind !== 'fault' || faults.length >= MOST) continue;
    if (event.phase === 'begins') faults.push({ from: event.at, label: event.fault });
    const open = faults.findLast((each) => each.label === event.fault && each.to === undefined);
    if (event.phase === 'ends' && open !== undefined) open.to = event.at;
  }
  return faults;
};

/** What the accepted profiles allowed, at every instant at which it may have changed. */
const allowedOf = (facts: Facts, span: Span): Night['allowed'] => {
  const changes = changesOf(facts);
  const { supply } = facts.scenario.given;
  const evse = facts.transactions[0]?.evse ?? 1;
  const stops = [
    ...changes.map(({ at }) => at),
    ...facts.transactions.flatMap(({ start, end }) => (end === undefined ? [start] : [start, end])),
    span.to,
  ].sort((a, b) => a - b);
  const allowed: { at: Instant; watts: number }[] = [];
  let at: Instant | undefined = span.from;
  while (at !== undefined && at < span.to && allowed.length < MOST) {
    const now: Instant = at;
    const station = stationAt(facts, changes, now);
    allowed.push({ at: now, watts: allowedWatts(station, evse, now, supply) });
    const stop = stops.find((each) => each > now) ?? span.to;
    at = nextChange(station, evse, now, stop) ?? stop;
  }
  return allowed;
};

export const nightOf = (scenario: Scenario, trace: Trace): Night => {
  const facts = factsOf(scenario, trace);
  const { zone, now, tariff } = scenario.given;
  const span = { from: now, to: scenario.end };
  const rows = (facts?.scenario ?? scenario).checks.flatMap((check) =>
    check.check === 'power' ? check.curve : [],
  );
  const bands = windows(tariff, span.from, span.to).slice(0, MOST);
  const base = { ...span, zone, rows: rows.slice(0, MOST), bands };
  if (facts === undefined)
    return {
      ...base,
      metered: [],
      allowed: [],
      planChanges: [],
      faults: [],
      jumps: [],
      displays: [],
      messages: [],
    };
  return {
    ...base,
    metered: meteredOf(facts)
      .slice(0, MOST)
      .map(({ from, watts, seq }) => ({ at: from, watts, seq })),
    allowed: allowedOf(facts, span),
    planChanges: changesOf(facts)
      .slice(0, MOST)
      .map(({ at, seq, label }) => ({ at, seq, label })),
    faults: faultsOf(facts),
    jumps: jumpsOf(facts).slice(0, MOST),
    displays: trace.events
      .flatMap((event) =>
        event.kind === 'display' ? [{ at: event.at, text: event.text.slice(0, DETAIL) }] : [],
      )
      .slice(0, MOST),
    messages: messagesOf(facts),
  };
};
