import type { InstalledProfile } from '../../energy/index.ts';
import type { IntentOf } from '../../dialects/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Outbox } from './outbox.ts';
import type { Transaction } from './transaction.ts';

/** What a charger keeps through a loss of power. */
export interface Memory {
  profiles: readonly InstalledProfile[];
  readonly variables: Map<string, string>;
  /** Lifetime energy registers by EVSE, Wh. */
  readonly registers: Map<number, number>;
  readonly inoperative: Set<number>;
  /** Running transactions by EVSE: they go on when power comes back. */
  readonly transactions: Map<number, Transaction>;
  /** Transaction messages that the CSMS has not answered yet. */
  readonly outbox: Outbox;
  /** Transactions ever begun; makes ids unique. */
  begun: number;
  firmware: string;
  /** An update that is installed and not reported yet. */
  installed: IntentOf<'updates firmware'> | undefined;
  /** How often it has booted, and when last. */
  boots: number;
  bootedAt: Instant | undefined;
  /** Since when there has been no link, while there is none. */
  offlineSince: Instant | undefined;
}

export const createMemory = (): Memory => ({
  profiles: [],
  variables: new Map(),
  registers: new Map(),
  inoperative: new Set(),
  transactions: new Map(),
  outbox: [],
  begun: 0,
  firmware: '1',
  installed: undefined,
  boots: 0,
  bootedAt: undefined,
  offlineSince: undefined,
});
