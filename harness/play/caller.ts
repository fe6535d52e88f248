import type { DialWish } from '../subject/index.ts';
import type { CallerSpec } from '../suite/index.ts';
import { FOREIGN_SUBPROTOCOL } from '../wire/index.ts';

/** Nobody provisions this one. */
export const UNKNOWN_IDENTITY = 'OFFPEAK-NOBODY';

export const playedIdentity = (spec: CallerSpec | undefined): string =>
  spec?.identity === 'unknown' ? UNKNOWN_IDENTITY : 'OFFPEAK-CHARGER';

/** How a played station dials, which can be put right while the scenario runs. */
export interface PlayedCaller {
  wish(): DialWish;
  correct(): void;
}

export const playedCaller = (spec: CallerSpec = {}): PlayedCaller => {
  let wrong = true;
  return {
    wish: () => ({
      ...(spec.identity === 'unknown' ? { identity: UNKNOWN_IDENTITY } : {}),
      ...(spec.offers === undefined ? {} : { subprotocols: [FOREIGN_SUBPROTOCOL] }),
      ...(wrong && spec.password !== undefined ? { password: spec.password } : {}),
      ...(wrong && spec.shows !== undefined ? { shows: spec.shows } : {}),
      ...(wrong && spec.tls !== undefined ? { tls: spec.tls } : {}),
    }),
    correct() {
      wrong = false;
    },
  };
};
