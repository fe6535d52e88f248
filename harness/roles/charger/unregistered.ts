import type { DialectId, RequestKind, Serving } from '../../dialects/index.ts';
import type { Registration } from './connection.ts';

/** Not allowed before a station is accepted (`16.BOOT.07`, `ocpp201:B02.FR.05`). */
const REFUSED_WHILE_PENDING: readonly RequestKind[] = ['starts remotely', 'stops remotely'];

type Handler = NonNullable<Serving[RequestKind]>;

/**
 * The same station while the CSMS has not accepted it. Pending: it answers, but starts and stops nothing. Rejected: it
 * is silent in 1.6 (`16.BOOT.05`), and answers with SecurityError in 2.x (`ocpp201:B03.FR.08`).
 */
export const serveUnregistered = (
  serving: Serving,
  dialect: DialectId,
  registration: () => Registration | undefined,
  spoiled: 'as usual' | 'silence' | undefined,
): Serving => {
  if (spoiled === 'as usual') return serving;
  const guarded = Object.entries(serving).map(([kind, handler]) => {
    const refuses = REFUSED_WHILE_PENDING.some((each) => each === kind);
    const serve = (intent: never): unknown => {
      const status = registration();
      if (status === undefined || status === 'Accepted')
        return (handler as (intent: never) => unknown)(intent);
      if (spoiled === 'silence') return { refuse: 'silence' };
      if (status === 'Rejected')
        return dialect === 'ocpp1.6'
          ? { refuse: 'silence' }
          : { refuse: 'SecurityError', description: 'this station was rejected' };
      return refuses ? { status: 'Rejected' } : (handler as (intent: never) => unknown)(intent);
    };
    return [kind, serve as Handler];
  });
  // Each handler still takes its own intent; the compiler cannot follow the table through its entries.
  return Object.fromEntries(guarded) as Serving;
};
