import { transaction } from '../details/display.ts';
import { evse } from '../details/target.ts';
import { tariffId, tariffIds, transactionPrices, validFrom } from '../details/transaction-tariff.ts';
import type { Verb } from './verb.ts';

/** Tariffs on the charger: 2.1. */
export const CSMS_TARIFFS: readonly Verb[] = [
  {
    verb: 'sets default tariff',
    shows: ['sets default tariff'],
    details: [transactionPrices, tariffId, validFrom, evse],
    about: 'puts a tariff on the charger',
  },
  {
    verb: 'asks tariffs',
    shows: ['asks tariffs'],
    details: [evse],
    about: 'asks which tariffs are on the charger',
  },
  {
    verb: 'clears tariffs',
    shows: ['clears tariffs'],
    details: [tariffIds, evse],
    about: 'takes tariffs from the charger',
  },
  {
    verb: 'changes transaction tariff',
    shows: ['changes transaction tariff'],
    details: [transactionPrices, tariffId, transaction, evse],
    about: 'changes the tariff of a running transaction',
  },
];
