import type { RequestKind } from '../../dialects/index.ts';
import { closest } from '../closest.ts';
import type { Field } from '../fields.ts';
import { REQUESTS, requestNamed, VERBS } from '../verbs/index.ts';

/** A message by the verb that shows in it, or by its own name. */
export const readRequest = (field: Field): RequestKind => {
  const name = field.absent ? '' : field.text();
  const found = requestNamed(name);
  if (found !== undefined) return found;
  if (name !== '') {
    const named = VERBS.filter(({ shows }) => shows.length > 0).map(({ verb }) => verb);
    const near = closest(name, [...named, ...REQUESTS]);
    field.problem(`no message is called "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`);
  }
  return 'heartbeats';
};
