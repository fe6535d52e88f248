import { describe, expect, it } from 'vitest';
import { instant } from '../../time/index.ts';
import { addressed, afterAttempt, type Letter } from './outbox.ts';

const letter = (kind: 'starts transaction' | 'ends transaction', known?: string): Letter => ({
  transaction: {
    evse: 1,
    own: 'own',
    known,
    since: instant(0),
    token: 'T',
    remoteStartId: undefined,
    nextSeqNo: 0,
    state: 'EVConnected',
  },
  intent: { kind, evse: 1, at: instant(0), samples: [] },
  attempts: 0,
});

describe('outbox', () => {
  it('addresses an end with the id that came after it was written', () => {
    const waiting = letter('ends transaction');
    expect(addressed(waiting)).not.toHaveProperty('transactionId');
    waiting.transaction.known = '7';
    expect(addressed(waiting)).toMatchObject({ transactionId: '7' });
  });

  it('keeps a letter for ever while the link is down, and gives up after three refusals', () => {
    const waiting = letter('starts transaction');
    for (let turn = 0; turn < 9; turn += 1) expect(afterAttempt(waiting, { kind: 'closed' })).toBe('again');
    const refusal = { kind: 'error', code: 'InternalError', description: '' } as const;
    expect([1, 2, 3].map(() => afterAttempt(waiting, refusal))).toEqual(['again', 'again', 'given up']);
  });
});
