import type { ChargingState, Sample, TransactionFacts, TransactionMoney } from '../../dialects/index.ts';
import type { ChargerParts } from '../role.ts';
import type { Connection } from './connection.ts';
import type { ChargerHooks } from './hooks.ts';
import type { Memory } from './memory.ts';
import type { TransactionKind } from './outbox.ts';
import type { StationTime } from './station-time.ts';
import type { Transaction } from './transaction.ts';

export interface SessionParts {
  readonly charger: ChargerParts;
  readonly memory: Memory;
  readonly hooks: ChargerHooks;
  readonly time: StationTime;
  readonly connection: () => Connection;
  readonly evse: number;
  /** What the meter reads now, as samples with this context. */
  readonly samples: (context: string) => readonly Sample[];
  readonly register: () => number;
  /** What this message says of money. */
  readonly money: (kind: TransactionKind, trigger: string | undefined, token: string) => TransactionMoney;
}

/** Writes the messages of a transaction; knows nothing of power. */
export interface Session {
  readonly running: Transaction | undefined;
  begin(token: string, trigger: string, state: ChargingState, remoteStartId?: number): Transaction;
  changed(state: ChargingState): void;
  /** The power is back and the transaction goes on. */
  resumed(): void;
  sampled(context: string): void;
  /** 2.x only. */
  updated(trigger: string): void;
  end(reason: string, trigger: string): void;
}

export const createSession = (parts: SessionParts): Session => {
  const { charger, memory, hooks, time, evse } = parts;
  const legacy = charger.settings.dialect === 'ocpp1.6';

  const post = <K extends 'starts transaction' | 'updates transaction' | 'ends transaction'>(
    kind: K,
    transaction: Transaction,
    more: Partial<TransactionFacts>,
  ): void => {
    const offline = !parts.connection().online;
    const facts: TransactionFacts = {
      evse,
      connector: legacy ? evse : 1,
      at: time.now(),
      state: transaction.state,
      samples: [],
      ...(legacy ? {} : { transactionId: transaction.own, seqNo: seqNo(transaction) }),
      ...(offline ? { offline } : {}),
      ...more,
      ...(legacy ? {} : parts.money(kind, more.trigger, transaction.token)),
    };
    parts.connection().post({ transaction, intent: { kind, ...facts }, attempts: 0 });
  };

  const seqNo = (transaction: Transaction): number => {
    const right = transaction.nextSeqNo;
    transaction.nextSeqNo += 1;
    return hooks.seqNo?.(right) ?? right;
  };

  const running = (): Transaction | undefined => memory.transactions.get(evse);

  return {
    get running() {
      return running();
    },

    begin(token, trigger, state, remoteStartId) {
      memory.begun += 1;
      const nonce = Math.floor(charger.random() * 0xffff_ffff)
        .toString(16)
        .padStart(8, '0');
      const own = `${charger.settings.identity}-${memory.begun}-${nonce}`.slice(-36);
      const transaction: Transaction = {
        evse,
        own: hooks.transactionId?.(own) ?? own,
        known: undefined,
        since: time.now(),
        token,
        remoteStartId,
        nextSeqNo: 0,
        state,
      };
      if (!legacy) transaction.known = transaction.own;
      memory.transactions.set(evse, transaction);
      post('starts transaction', transaction, {
        trigger,
        register: parts.register(),
        samples: parts.samples('Transaction.Begin'),
        ...(token === '' ? {} : { token }),
        ...(remoteStartId === undefined ? {} : { remoteStartId }),
      });
      return transaction;
    },

    changed(state) {
      const transaction = running();
      if (transaction === undefined || transaction.state === state) return;
      transaction.state = state;
      // 1.6 says this with the connector's status alone.
      if (!legacy) post('updates transaction', transaction, { trigger: 'ChargingStateChanged' });
    },

    resumed() {
      const transaction = running();
      if (transaction === undefined) return;
      transaction.state = 'EVConnected';
      // Before 2.1 nothing says that a transaction goes on (`ocpp21:E17`); its next sample does.
      if (charger.settings.dialect !== 'ocpp2.1') return;
      post('updates transaction', transaction, { trigger: 'TxResumed', samples: parts.samples('Other') });
    },
    updated(trigger) {
      const transaction = running();
      if (transaction === undefined || legacy) return;
      post('updates transaction', transaction, { trigger, samples: parts.samples('Other') });
    },

    sampled(context) {
      const transaction = running();
      const samples = parts.samples(context);
      if (samples.length === 0) return;
      if (transaction === undefined) {
        void parts.connection().ask({ kind: 'sends meter values', evse, samples });
      } else if (legacy) {
        const intent = { kind: 'sends meter values', evse, samples } as const;
        parts.connection().post({ transaction, intent, attempts: 0 });
      } else {
        const trigger = context === 'Trigger' ? 'Trigger' : 'MeterValuePeriodic';
        post('updates transaction', transaction, { trigger, samples });
      }
    },

    end(reason, trigger) {
      const transaction = running();
      if (transaction === undefined) return;
      memory.transactions.delete(evse);
      transaction.state = trigger === 'EVCommunicationLost' ? 'Idle' : 'EVConnected';
      post('ends transaction', transaction, {
        trigger,
        reason,
        register: parts.register(),
        samples: parts.samples('Transaction.End'),
        token: transaction.token,
      });
    },
  };
};
