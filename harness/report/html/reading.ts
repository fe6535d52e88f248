import { offsetAt } from '../../time/index.ts';
import { scriptJson } from '../escape.ts';
import type { NightInput } from './night-input.ts';

/** Numbers for the reading under the chart: times as seconds from its start, power in watts; null is "no limit". */
export const readingData = (night: NightInput): string => {
  const since = (at: number): number => Math.round((at - night.from) / 1000);
  const power = (watts: number): number | null =>
    Number.isFinite(watts) && watts < 1e6 ? Math.round(watts) : null;
  const every = Math.ceil(night.metered.length / 1500);
  const offsets: [number, number][] = [];
  for (let at = night.from; at <= night.to; at = (at + 900_000) as typeof at) {
    const offset = offsetAt(night.zone, at);
    if (offsets.at(-1)?.[1] !== offset) offsets.push([since(at), offset]);
    if (offsets.length > 20) break;
  }
  return scriptJson({
    from: night.from,
    length: since(night.to),
    offsets,
    metered: night.metered
      .filter((_, index) => index % every === 0)
      .map((sample) => [since(sample.at), power(sample.watts), sample.seq]),
    allowed: night.allowed.slice(0, 3000).map((step) => [since(step.at), power(step.watts)]),
    bands: night.bands
      .slice(0, 60)
      .map((band) => [since(band.from), `${band.band} ${band.price}p/kWh`.slice(0, 80)]),
  });
};
