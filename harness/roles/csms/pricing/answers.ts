import type { Refusal, Serving } from '../../../dialects/index.ts';

export const REFUSED: Refusal = { refuse: 'NotSupported' };

/** What every central system can take in. */
export const REPORTS: Serving = {
  'reports display messages': () => ({}),
  'reports unplugged': () => ({ status: 'Accepted' }),
  'notifies settlement': () => ({}),
};

type Answering<R extends object> = R | Refusal | Promise<R | Refusal> | undefined;

/** Changes an answer, at once where there is one at once: what follows an answer must not overtake it. */
export const after = <R extends object>(
  answer: Answering<R>,
  change: (reply: R) => R,
): R | Refusal | Promise<R | Refusal> => {
  const changed = (reply: R | Refusal): R | Refusal => ('refuse' in reply ? reply : change(reply));
  if (answer === undefined) return REFUSED;
  return answer instanceof Promise ? answer.then(changed) : changed(answer);
};
