import type { ServerTls } from '../../wire/index.ts';
import { csmsBug } from './bugs/index.ts';
import type { CsmsHooks } from './hooks.ts';

/** What a CSMS asks of those who come with TLS. */
export const csmsTls = (bugs: readonly string[], right: ServerTls): ServerTls => {
  const hooks: CsmsHooks = Object.assign({}, ...bugs.map((id) => csmsBug(id).hooks));
  return hooks.tls?.(right) ?? right;
};
