import type { CallerSpec } from '../suite/index.ts';
import { FOREIGN_SUBPROTOCOL, type Caller } from '../wire/index.ts';

/** Nobody provisions this one. */
export const UNKNOWN_IDENTITY = 'OFFPEAK-NOBODY';

export const playedIdentity = (spec: CallerSpec | undefined): string =>
  spec?.identity === 'unknown' ? UNKNOWN_IDENTITY : 'OFFPEAK-CHARGER';

/** How a played station dials; what is left out is as the subject expects it. */
export const callerOf = (spec: CallerSpec | undefined): Partial<Caller> => ({
  ...(spec?.identity === 'unknown' ? { identity: UNKNOWN_IDENTITY } : {}),
  ...(spec?.offers === undefined ? {} : { subprotocols: [FOREIGN_SUBPROTOCOL] }),
});
