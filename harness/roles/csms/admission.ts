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
  // `ocpp201:A00.FR.207`: both identity and password, and the user is the identity (`ocpp201:A00.FR.204`).
  const { password, serial } = settings;
  const knownUser = caller.basic?.user === caller.identity && caller.basic.password === password;
  if (password !== undefined && !knownUser) return { kind: 'http', status: 401 };
  // `ocpp201:A00.FR.405`: the certificate is that of this station.
  if (serial !== undefined && caller.certificate !== serial) return { kind: 'http', status: 401 };
  // `RPC.05`: the handshake is completed without a version, and the connection is closed.
  if (!caller.subprotocols.includes(settings.dialect)) return { kind: 'no sub-protocol' };
  return OPEN;
};
