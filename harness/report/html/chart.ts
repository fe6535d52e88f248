import { localTime, wallClock } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Trouble } from '../words.ts';
import { markup } from '../escape.ts';
import type { NightInput } from './night-input.ts';
import { readingData } from './reading.ts';
import { frame, hoursOf, scaleOf, short } from './scale.ts';
import type { Scale } from './scale.ts';

export const kilowatts = (watts: number): string =>
  Number.isFinite(watts) ? `${(watts / 1000).toFixed(2)} kW` : 'no limit';

const box = (name: string, x: number, y: number, toX: number, toY: number, title = ''): string =>
  `<rect class="${name}" x="${short(x)}" y="${short(y)}" width="${short(Math.max(0, toX - x))}" height="${short(Math.max(0, toY - y))}"${title === '' ? '/>' : `><title>${title}</title></rect>`}`;

const bandClass = (band: NightInput['bands'][number]): string =>
  band.offPeak ? 'cheap' : band.band === 'standard' ? 'standard' : 'dear';

const bands = (night: NightInput, scale: Scale): string =>
  night.bands
    .slice(0, 60)
    .map((band) => {
      const from = scale.x(band.from);
      const to = scale.x(band.to);
      if (to - from < 0.5) return '';
      const said = `${band.band} ${band.price}p`;
      const room = Math.floor((to - from - 8) / 6.6);
      const label = said.length <= room ? said : `${band.price}p`.length <= room ? `${band.price}p` : '';
      const kind = bandClass(band);
      return (
        box(`band ${kind}`, from, frame.top, to, frame.bottom) +
        box(`strip ${kind}`, from, frame.strip, to, frame.strip + 18, markup(said, 80)) +
        `<text class="name" x="${short((from + to) / 2)}" y="${frame.strip + 13}">${markup(label, 60)}</text>`
      );
    })
    .join('');

const axes = (night: NightInput, scale: Scale): string => {
  const lines: string[] = [];
  for (let watts = 0; watts <= scale.top + 1; watts += scale.step) {
    const y = short(scale.y(watts));
    lines.push(
      `<path class="grid" d="M${frame.left} ${y}H${frame.right}"/><text class="tick left" x="${frame.left - 6}" y="${y}" dy="4">${watts / 1000}</text>`,
    );
  }
  lines.push(`<text class="tick left" x="${frame.left - 6}" y="${frame.top - 10}">kW</text>`);
  for (const at of hoursOf(night)) {
    const x = short(scale.x(at));
    const { date, secondOfDay } = wallClock(night.zone, at);
    lines.push(
      `<path class="grid" d="M${x} ${frame.top}V${frame.bottom + 4}"/><text class="tick" x="${x}" y="${frame.bottom + 18}">${localTime(night.zone, at)}</text>`,
    );
    if (secondOfDay === 0) lines.push(`<text class="tick" x="${x}" y="${frame.bottom + 32}">${date}</text>`);
  }
  return lines.join('');
};

const corridors = (night: NightInput, scale: Scale): string =>
  night.rows
    .slice(0, 200)
    .map((row) => {
      const low = row.mode === 'equals' ? row.power - row.tolerance : 0;
      const said = `expected ${row.mode === 'at most' ? 'at most ' : ''}${kilowatts(row.power)} ± ${(row.tolerance / 1000).toFixed(2)}`;
      return box(
        'corridor',
        scale.x(row.from),
        scale.y(row.power + row.tolerance),
        scale.x(row.to),
        scale.y(low),
        said,
      );
    })
    .join('');

const allowed = (night: NightInput, scale: Scale): string => {
  const [first] = night.allowed;
  if (first === undefined) return '';
  let line = `M${short(scale.x(first.at))} ${short(scale.y(first.watts))}`;
  let last = '';
  for (const step of night.allowed.slice(1, 3000)) {
    const said = `H${short(scale.x(step.at))}V${short(scale.y(step.watts))}`;
    if (said !== last) line += said;
    last = said;
  }
  line += `H${short(scale.x(night.to))}`;
  const floor = short(scale.y(0));
  return `<path class="allowed-area" d="${line}V${floor}H${short(scale.x(first.at))}Z"/><path class="allowed" d="${line}"/>`;
};

/** More samples than pixels say nothing more: per column the extremes and the last stay. */
const thinned = (samples: NightInput['metered'], scale: Scale): NightInput['metered'] => {
  if (samples.length <= 1500) return samples;
  const columns = Map.groupBy(samples, (sample) => Math.floor(scale.x(sample.at) / 1.5));
  return [...columns.values()].flatMap((column) => {
    const byPower = column.toSorted((a, b) => a.watts - b.watts);
    const kept = new Set([byPower.at(0), byPower.at(-1), column.at(-1)]);
    return column.filter((sample) => kept.has(sample));
  });
};

/** A line across a hole in the evidence would claim what nobody measured, so it breaks there. */
const longestBridge = (samples: NightInput['metered']): number => {
  const gaps = samples.slice(1).map((sample, at) => sample.at - (samples[at]?.at ?? sample.at));
  const middle = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  return Math.max(600_000, middle * 3);
};

const metered = (night: NightInput, scale: Scale): string => {
  const bridge = longestBridge(night.metered);
  const samples = thinned(night.metered, scale);
  let line = '';
  let before: Instant | undefined;
  for (const sample of samples) {
    const joined = before !== undefined && sample.at - before <= bridge;
    line += `${joined ? 'L' : 'M'}${short(scale.x(sample.at))} ${short(scale.y(sample.watts))}`;
    before = sample.at;
  }
  const dots = samples
    .map((sample) => `M${short(scale.x(sample.at))} ${short(scale.y(sample.watts))}h0`)
    .join('');
  return `<path class="metered" d="${line}"/><path class="${samples.length > 400 ? 'dots small' : 'dots'}" d="${dots}"/>`;
};

const findings = (troubles: readonly Trouble[], scale: Scale, night: NightInput): string =>
  troubles
    .slice(0, 60)
    .map(({ finding }) => {
      const { at } = finding;
      if (at === undefined || at > night.to || (finding.until ?? at) < night.from) return '';
      const from = scale.x(at);
      const to = Math.max(from + 2, scale.x(finding.until ?? at));
      const said = markup(`${finding.outcome}: ${finding.summary}`, 200);
      const mild = finding.outcome === 'advised' || finding.outcome === 'unproven' ? ' mild' : '';
      return (
        box(`wrong${mild}`, from, frame.top, to, frame.bottom, said) +
        box(`wrong-bar${mild}`, from, frame.top - 4, to, frame.top, said)
      );
    })
    .join('');

export interface Marker {
  readonly at: Instant;
  readonly name: string;
  readonly said: string;
  readonly kind: 'plan' | 'fault';
  readonly until?: Instant | undefined;
  readonly seq?: number;
}

/** Plan changes and faults, numbered for the list under the chart. */
export const markersOf = (night: NightInput): readonly Marker[] => [
  ...night.planChanges.slice(0, 40).map((change, at): Marker => ({
    at: change.at,
    name: `P${at + 1}`,
    said: change.label,
    kind: 'plan',
    seq: change.seq,
  })),
  ...night.faults.slice(0, 40).map((fault, at): Marker => ({
    at: fault.from,
    until: fault.to,
    name: `F${at + 1}`,
    said: fault.label,
    kind: 'fault',
  })),
];

const markers = (night: NightInput, scale: Scale): string => {
  let taken = 0;
  return markersOf(night)
    .toSorted((a, b) => a.at - b.at)
    .map((marker) => {
      const x = scale.x(marker.at);
      const free = x >= taken;
      if (free) taken = x + 24;
      const title = `<title>${marker.name} ${localTime(night.zone, marker.at)} ${markup(marker.said, 160)}</title>`;
      const span =
        marker.until === undefined
          ? ''
          : box('fault-span', x, frame.top, Math.max(x + 1, scale.x(marker.until)), frame.bottom);
      const name = free
        ? `<text x="${short(Math.min(x + 3, frame.right - 18))}" y="${frame.markers + 10}">${marker.name}</text>`
        : '';
      return `${span}<g class="mark ${marker.kind}">${title}<path d="M${short(x)} ${frame.markers}V${frame.bottom}"/>${name}</g>`;
    })
    .join('');
};

const unlived = (night: NightInput, scale: Scale): string =>
  night.jumps
    .slice(0, 60)
    .map((jump) =>
      box(
        'unlived',
        scale.x(jump.from),
        frame.top,
        scale.x(jump.to),
        frame.bottom,
        'not lived: the clock jumped',
      ),
    )
    .join('');

const described = (night: NightInput, troubles: readonly Trouble[]): string => {
  const peak = night.metered.reduce((most, sample) => Math.max(most, sample.watts), 0);
  const placed = troubles.filter(({ finding }) => finding.at !== undefined).length;
  return `From ${localTime(night.zone, night.from)} to ${localTime(night.zone, night.to)} ${night.zone}. ${night.metered.length} power samples, highest ${kilowatts(peak)}. ${night.planChanges.length} plan changes, ${night.faults.length} faults, ${placed} findings marked.`;
};

/** The night as one picture: price, what was allowed, what was expected, what was metered, and where these disagree. */
export const chart = (
  night: NightInput,
  troubles: readonly Trouble[],
  anchor: string,
  title: string,
): string => {
  const scale = scaleOf(night);
  return `<div class="chart"><div class="zoom" role="group" aria-label="Zoom"><button type="button" data-zoom="0.5" aria-label="Smaller">−</button><button type="button" data-zoom="2" aria-label="Larger">+</button></div><div class="pan"><svg viewBox="0 0 ${frame.width} ${frame.height}" role="img" tabindex="0" aria-labelledby="${anchor}-t ${anchor}-d" data-left="${frame.left}" data-right="${frame.right}">
<title id="${anchor}-t">${markup(title, 200)}</title><desc id="${anchor}-d">${markup(described(night, troubles))}</desc>
${bands(night, scale)}${axes(night, scale)}
${unlived(night, scale)}${corridors(night, scale)}${allowed(night, scale)}${findings(troubles, scale, night)}
${metered(night, scale)}${markers(night, scale)}
<path class="cursor" d="M0 ${frame.top}V${frame.bottom}"/></svg></div>
<output class="reading">Point at the chart, or focus it and use ← →, to read values.</output>
<script type="application/json">${readingData(night)}</script></div>`;
};
