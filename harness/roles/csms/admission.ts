import { OPEN, type Caller, type Door } from '../../wire/index.ts';
import type { CsmsSettings } from '../role.ts';

/** Whether a CSMS lets somebody in. What it knows is checked in the order in which nothing is given away. */
export const admission = (
  settings: CsmsSettings,
  known: ReadonlySet<string> | undefined,
  caller: Caller,
): Door => {
  // `RPC.06`: an identity that nobody provisioned.
  if (known?.has(caller.identity) === false) return { kind: 'http', status: 404 };
  // `RPC.05`: the handshake is completed without a version, and the connection is closed.
  if (!caller.subprotocols.includes(settings.dialect)) return { kind: 'no sub-protocol' };
  return OPEN;
};
