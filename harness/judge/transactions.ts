import type { Instant } from '../time/index.ts';
import type { Exchange } from './conversation.ts';

export interface TransactionSpan {
  readonly evse: number;
  readonly id: string;
  readonly start: Instant;
  readonly end?: Instant;
}

const idIn = (reply: unknown): string | undefined =>
  typeof reply === 'object' && reply !== null && 'transactionId' in reply
    ? String(reply.transactionId)
    : undefined;

/** Transactions as the charger told of them, by its own timestamps. */
export const transactionsOf = (exchanges: readonly Exchange[]): readonly TransactionSpan[] => {
  const found: TransactionSpan[] = [];
  for (const { from, intent, answer } of exchanges) {
    if (from !== 'charger') continue;
    if (intent?.kind === 'starts transaction') {
      const id = intent.transactionId ?? idIn(answer?.reply) ?? '';
      // Sent again because the first answer never came: one transaction, and the answer that came counts.
      const again = found.findIndex(({ evse, start }) => evse === intent.evse && start === intent.at);
      const first = found[again];
      if (first !== undefined) found[again] = { ...first, id: first.id === '' ? id : first.id };
      else found.push({ evse: intent.evse, id, start: intent.at });
    } else if (intent?.kind === 'ends transaction') {
      const index = found.findLastIndex(
        (each) =>
          each.end === undefined &&
          (intent.transactionId === undefined ? each.evse === intent.evse : each.id === intent.transactionId),
      );
      const span = found[index];
      if (span !== undefined) found[index] = { ...span, end: intent.at };
    }
  }
  return found;
};
