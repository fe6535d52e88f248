import type { Basic, ClientTls } from '../../wire/index.ts';
import { chargerBug } from './bugs/index.ts';
import { joinHooks } from './hooks.ts';

/** What a station asks of a CSMS with TLS; undefined: it dials without. */
export const stationTls = (bugs: readonly string[], right: ClientTls): ClientTls | undefined => {
  const { tls } = joinHooks(bugs.map((id) => chargerBug(id).hooks));
  return tls === undefined ? right : tls(right);
};

/** User and password that it shows. */
export const stationBasic = (bugs: readonly string[], right: Basic): Basic | undefined => {
  const { basic } = joinHooks(bugs.map((id) => chargerBug(id).hooks));
  return basic === undefined ? right : basic(right);
};
