import type { Answer, IntentOf, RequestKind } from '../../dialects/index.ts';
import type { Transaction } from './transaction.ts';

/** Transaction messages wait here until they are answered, oldest first (`16.TX`, `ocpp201:E04`). */
export type TransactionKind =
  | 'starts transaction'
  | 'updates transaction'
  | 'ends transaction'
  | 'sends meter values';

export interface Letter {
  readonly transaction: Transaction;
  intent: { [K in TransactionKind]: IntentOf<K> }[TransactionKind];
  attempts: number;
}

export type Outbox = Letter[];

/** Old meter values are dropped first when a link stays down for weeks; starts and ends never. */
const LONGEST = 5000;
const MOST_ATTEMPTS = 3;

export const post = (outbox: Outbox, letter: Letter): void => {
  outbox.push(letter);
  if (outbox.length <= LONGEST) return;
  const expendable = outbox.findIndex(
    ({ intent }) => intent.kind === 'sends meter values' || intent.kind === 'updates transaction',
  );
  outbox.splice(Math.max(expendable, 0), 1);
};

/** In 1.6 the id comes with the answer to the start, perhaps after this letter was written. */
export const addressed = (letter: Letter): Letter['intent'] => {
  const { intent, transaction } = letter;
  if (intent.kind === 'starts transaction' || transaction.known === undefined) return intent;
  return { ...intent, transactionId: transaction.known };
};

/** The link broke before this was answered: it is now a message of an offline time (`ocpp201:E11.FR.07`). */
export const strand = (letter: Letter): void => {
  letter.attempts = 0;
  if (letter.intent.kind !== 'sends meter values') letter.intent = { ...letter.intent, offline: true };
};

/** What becomes of a letter after an attempt to deliver it. */
export const afterAttempt = (
  letter: Letter,
  answer: Answer<RequestKind>,
): 'delivered' | 'again' | 'given up' => {
  letter.attempts += 1;
  switch (answer.kind) {
    case 'reply':
    case 'unreadable':
      return 'delivered';
    case 'closed':
      letter.attempts -= 1;
      return 'again';
    case 'timeout':
    case 'error':
      return letter.attempts < MOST_ATTEMPTS ? 'again' : 'given up';
  }
};
