import { STATUSES, type ReplyWord } from '../suite/index.ts';
import type { Answer } from './conversation.ts';

const REFUSALS = ['Rejected', 'NotSupported', 'Unknown', 'NoProfiles'];

/** Whether an answer is the one that a step demanded; `said` is its status in a word. */
export const isReply = (wanted: ReplyWord, said: string, answer: Answer | undefined): boolean => {
  const taken = said === 'Accepted' || said === 'answered';
  if (wanted === 'accepted') return taken;
  if (wanted === 'rejected') return answer?.kind === 'result' && REFUSALS.includes(said);
  if (wanted === 'an error') return answer?.kind === 'error';
  if (wanted === 'refused') return answer?.kind === 'error' || (answer?.kind === 'result' && !taken);
  return STATUSES.includes(wanted) && said === wanted;
};
