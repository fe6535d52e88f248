import type { Registration } from '../role.ts';
import type { RequestKind, Serving } from '../../dialects/index.ts';

/** Sent by a station that is not accepted, and still right: it boots, and it reports what it was asked for. */
const ALWAYS: readonly RequestKind[] = ['boots', 'notifies', 'reports profiles'];

type Handler = NonNullable<Serving[RequestKind]>;

export interface Strangers {
  readonly registration: () => Registration['status'] | undefined;
  /** Also a station that never booted here is refused. Off where one may have booted before we were there. */
  readonly strict: boolean;
}

/** What a station says before it was accepted is answered with SecurityError (`16.BOOT.08`, `ocpp201:B01.FR.10`). */
export const serveStranger = (serving: Serving, { registration, strict }: Strangers): Serving => {
  const guarded = Object.entries(serving).map(([kind, handler]) => {
    const serve = (intent: never): unknown => {
      const status = registration();
      const known = status === 'Accepted' || (status === undefined && !strict);
      return known || ALWAYS.some((each) => each === kind)
        ? (handler as (intent: never) => unknown)(intent)
        : { refuse: 'SecurityError', description: 'this station is not accepted' };
    };
    return [kind, serve as Handler];
  });
  // Each handler still takes its own intent; the compiler cannot follow the table through its entries.
  return Object.fromEntries(guarded) as Serving;
};
