import { readTariffJson } from '../dialects/index.ts';
import type { TransactionTariff } from '../energy/index.ts';
import type { Instant } from '../time/index.ts';
import { statusOf } from './conversation.ts';
import type { Facts } from './facts.ts';
import type { MeteredSession } from './sessions.ts';

/** The tariff of a transaction, and what it was changed to. */
export interface AttachedTariff {
  readonly first: TransactionTariff;
  readonly changes: readonly { readonly at: Instant; readonly tariff: TransactionTariff }[];
}

const tariffIn = (json: unknown): TransactionTariff | undefined => readTariffJson(json).tariff;

/** Every tariff that was ever said, by its id. */
const knownTariffs = (facts: Facts): ReadonlyMap<string, TransactionTariff> => {
  const known = new Map<string, TransactionTariff>();
  for (const { intent, answer } of facts.exchanges) {
    if (intent?.kind === 'sets default tariff' && statusOf(answer) === 'Accepted') {
      const tariff = tariffIn(intent.tariff);
      if (tariff !== undefined) known.set(tariff.id, tariff);
    }
    if (intent?.kind === 'authorizes') {
      const reply = answer?.reply as { readonly tariff?: unknown } | undefined;
      const tariff = reply?.tariff === undefined ? undefined : tariffIn(reply.tariff);
      if (tariff !== undefined) known.set(tariff.id, tariff);
    }
  }
  return known;
};

/** What a transaction is to be billed by, as the charger named it; undefined: it named none that is known. */
export const attachedTo = (facts: Facts, session: MeteredSession): AttachedTariff | undefined => {
  const known = knownTariffs(facts);
  const changes = facts.exchanges.flatMap(({ intent, answer }) => {
    if (intent?.kind !== 'changes transaction tariff' || intent.transactionId !== session.id) return [];
    const tariff = statusOf(answer) === 'Accepted' ? tariffIn(intent.tariff) : undefined;
    return tariff === undefined || answer === undefined ? [] : [{ at: answer.at, tariff }];
  });
  const changed = new Set(changes.map(({ tariff }) => tariff.id));
  for (const { from, intent } of facts.exchanges) {
    if (from !== 'charger' || intent === undefined || !('tariffId' in intent)) continue;
    if (!('transactionId' in intent) || intent.transactionId !== session.id || intent.tariffId === undefined)
      continue;
    const first = changed.has(intent.tariffId) ? undefined : known.get(intent.tariffId);
    if (first !== undefined) return { first, changes };
  }
  return undefined;
};
