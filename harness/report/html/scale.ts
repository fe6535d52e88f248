import { instant, wallClock } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import type { NightInput } from './night-input.ts';

/** Chart coordinates, in the units of its viewBox. */
export const frame = {
  width: 1100,
  height: 350,
  left: 52,
  right: 1088,
  strip: 6,
  markers: 30,
  top: 50,
  bottom: 312,
} as const;

export interface Scale {
  readonly x: (at: Instant) => number;
  readonly y: (watts: number) => number;
  /** Watts at the upper edge. */
  readonly top: number;
  readonly step: number;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
/** One decimal is a tenth of a pixel; more only makes the file longer. */
export const short = (value: number): string => String(Math.round(value * 10) / 10);

const largest = (values: readonly number[], least: number): number =>
  values.reduce((most, value) => (Number.isFinite(value) && value > most ? value : most), least);

export const scaleOf = (night: NightInput): Scale => {
  const drawn = largest(
    [...night.metered.map((sample) => sample.watts), ...night.rows.map((row) => row.power + row.tolerance)],
    1000,
  );
  // "No limit" is written as a huge number; it must not press the night to the floor.
  const most = largest(
    night.allowed.map((step) => step.watts).filter((value) => value <= drawn * 2),
    drawn,
  );
  const step = [500, 1000, 2000, 5000, 10_000, 20_000, 50_000].find((each) => most / each <= 6) ?? most / 5;
  const top = Math.ceil((most * 1.04) / step) * step;
  const length = Math.max(1, night.to - night.from);
  return {
    top,
    step,
    x: (at) =>
      clamp(frame.left + ((at - night.from) / length) * (frame.right - frame.left), frame.left, frame.right),
    y: (watts) => frame.bottom - (clamp(watts, 0, top) / top) * (frame.bottom - frame.top),
  };
};

const HOUR = 3_600_000;

/** Full local hours of the night, thinned until their labels do not touch. */
export const hoursOf = (night: NightInput): readonly Instant[] => {
  const past = (wallClock(night.zone, night.from).secondOfDay % 3600) * 1000;
  const first = night.from + ((HOUR - past) % HOUR);
  const span = (night.to - night.from) / HOUR;
  const every = [1, 2, 3, 6, 12, 24].find((hours) => span / hours <= 16) ?? 24;
  const ticks: Instant[] = [];
  for (let at = first; at <= night.to && ticks.length < 400; at += HOUR) {
    const tick = instant(at);
    if (Math.floor(wallClock(night.zone, tick).secondOfDay / 3600) % every === 0) ticks.push(tick);
  }
  return ticks.slice(0, 40);
};
