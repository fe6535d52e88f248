import type { Dispatch } from '../energy/index.ts';
import { hours, instant, minutes, plus, type Clock, type Instant } from '../time/index.ts';

/** What goes wrong before or inside an answer; `well`: nothing. Codes and pages as they were seen of the real API. */
export const ANSWERS = [
  'well',
  'too many requests',
  'forbidden page',
  'unavailable',
  'no plan',
  'unauthorised',
  'empty plan',
] as const;
export type Answers = (typeof ANSWERS)[number];

export const STATES = [
  'SMART_CONTROL_CAPABLE',
  'SMART_CONTROL_IN_PROGRESS',
  'BOOSTING',
  'SMART_CONTROL_OFF',
  'SMART_CONTROL_NOT_AVAILABLE',
  'LOST_CONNECTION',
  'RETIRED',
] as const;
export type DeviceState = (typeof STATES)[number];

/** What a suite changes upstream of the CSMS. */
export interface Upstream {
  readonly answers?: Answers;
  readonly state?: DeviceState;
  readonly suspended?: boolean;
  /** The device gets a new id, as after a new enrolment. */
  readonly replaced?: true;
}

export interface Device {
  id: string;
  state: DeviceState;
  suspended: boolean;
}

export interface Preference {
  readonly dayOfWeek: string;
  readonly time: string;
  readonly max: number;
}

/** Everything that the simulated supplier knows. Time comes from the clock; nothing is drawn by chance. */
export interface KrakenState {
  readonly clock: Clock;
  readonly account: string;
  readonly apiKey: string;
  readonly device: Device;
  answers: Answers;
  planned: readonly Dispatch[];
  /** Energy that was metered from one instant to another, Wh: only what flowed becomes a completed dispatch. */
  metered: (from: Instant, to: Instant) => number;
  preferences: readonly Preference[];
  boosts: Dispatch[];
  /** Tokens and when they end. */
  readonly tokens: Map<string, Instant>;
  readonly refreshTokens: Map<string, Instant>;
  issued: number;
  /** Requests of the last minute. */
  requests: Instant[];
}

const DEVICE = '00000000-0009-4000-8020-0000000454';
export const TOKEN_LIVES = minutes(60);
export const REFRESH_LIVES = hours(24 * 7);
/** More than any client asks in a minute; beyond it the API refuses. */
export const MOST_REQUESTS = 120;

export const createState = (clock: Clock, apiKey: string): KrakenState => ({
  clock,
  account: 'A-12345678',
  apiKey,
  device: { id: `${DEVICE}01`, state: 'SMART_CONTROL_CAPABLE', suspended: false },
  answers: 'well',
  planned: [],
  metered: () => 0,
  preferences: [],
  boosts: [],
  tokens: new Map(),
  refreshTokens: new Map(),
  issued: 0,
  requests: [],
});

export const change = (state: KrakenState, upstream: Upstream): void => {
  if (upstream.answers !== undefined) state.answers = upstream.answers;
  if (upstream.state !== undefined) state.device.state = upstream.state;
  if (upstream.suspended !== undefined) state.device.suspended = upstream.suspended;
  if (upstream.replaced === true) {
    const last = Number(state.device.id.slice(-2)) + 1;
    state.device.id = `${DEVICE}${String(last).padStart(2, '0')}`;
  }
};

/** A new token for an API key or a refresh token; undefined: neither is known. */
export const issue = (
  state: KrakenState,
  by: { readonly apiKey?: string; readonly refreshToken?: string },
): { readonly token: string; readonly refreshToken: string; readonly refreshExpires: Instant } | undefined => {
  const now = state.clock.now();
  const refreshes = by.refreshToken === undefined ? undefined : state.refreshTokens.get(by.refreshToken);
  if (by.apiKey !== state.apiKey && !(refreshes !== undefined && refreshes > now)) return undefined;
  state.issued += 1;
  const token = `jwt-${state.issued}`;
  const refreshToken = `refresh-${state.issued}`;
  const refreshExpires = plus(now, REFRESH_LIVES);
  state.tokens.set(token, plus(now, TOKEN_LIVES));
  state.refreshTokens.set(refreshToken, refreshExpires);
  return { token, refreshToken, refreshExpires };
};

/** Planned dispatches that are not over. */
export const plannedNow = (state: KrakenState): readonly Dispatch[] => {
  const now = state.clock.now();
  return [...state.planned, ...state.boosts].filter(({ to }) => to > now);
};

const HALF_HOUR = 1_800_000;

/** Half-hours of dispatches that are over and in which energy was metered, the latest first. */
export const completedNow = (
  state: KrakenState,
): readonly { readonly from: Instant; readonly to: Instant; readonly wattHours: number }[] => {
  const now = state.clock.now();
  return state.planned
    .filter(({ to }) => to <= now)
    .flatMap(({ from, to }) => {
      const pieces: { from: Instant; to: Instant; wattHours: number }[] = [];
      for (let at: number = from; at < to; at = (Math.floor(at / HALF_HOUR) + 1) * HALF_HOUR) {
        const end = Math.min(to, (Math.floor(at / HALF_HOUR) + 1) * HALF_HOUR);
        const wattHours = state.metered(instant(at), instant(end));
        if (wattHours > 0) pieces.push({ from: instant(at), to: instant(end), wattHours });
      }
      return pieces;
    })
    .sort((a, b) => b.from - a.from);
};
