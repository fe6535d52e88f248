import type { Serving, TariffAssignment, Told } from '../../../dialects/index.ts';
import type { CentralPricing } from './evse-pricing.ts';
import { rulesOf } from './local-pricing.ts';
import type { PricingParts } from './pricing.ts';
import { acceptable, assignmentsOf, withDefault, withoutOld } from './tariff-store.ts';

/** Tariffs on the station (`ocpp21:I07` to `I11`). */
export const serveTariffs = (parts: PricingParts, places: readonly CentralPricing[]): Serving => {
  const { memory, hooks, time, charger } = parts;
  const { evses } = charger.settings;
  const said = (right: Told): Told => hooks.tariffStatus?.(right) ?? right;

  const drivers = (): readonly TariffAssignment[] =>
    places.flatMap(({ local }, index) =>
      local?.driver === undefined
        ? []
        : [
            {
              tariffId: local.driver.tariff.id,
              kind: 'DriverTariff' as const,
              evses: [index + 1],
              tokens: [local.driver.token],
            },
          ],
    );

  return {
    'sets default tariff': ({ evse, tariff: json }) => {
      if (!Number.isInteger(evse) || evse < 0 || evse > evses)
        return said({ status: 'Rejected', reason: 'UnknownEvse' });
      const taken = acceptable(json, rulesOf(parts));
      if ('refusal' in taken) return said(taken.refusal);
      memory.tariffs = withoutOld(memory.tariffs, time.now());
      const known = [...assignmentsOf(memory.tariffs), ...drivers()].some(
        ({ tariffId }) => tariffId === taken.tariff.id,
      );
      if (known) return said({ status: 'DuplicateTariffId' });
      memory.tariffs = withDefault(memory.tariffs, evse, taken.tariff, { at: time.now(), evses });
      return said({ status: 'Accepted' });
    },

    'asks tariffs': ({ evse }) => {
      memory.tariffs = withoutOld(memory.tariffs, time.now());
      const all = [...assignmentsOf(memory.tariffs), ...drivers()];
      const found = all.filter((each) => evse === 0 || each.evses.includes(evse));
      return { status: found.length === 0 ? 'NoTariff' : 'Accepted', assignments: found };
    },

    'clears tariffs': ({ ids, evse }) => {
      const matches = (each: { readonly evse: number; readonly tariff: { readonly id: string } }): boolean =>
        (ids === undefined || ids.includes(each.tariff.id)) &&
        (evse === undefined || evse === 0 || each.evse === evse);
      const gone = new Set(memory.tariffs.filter(matches).map(({ tariff }) => tariff.id));
      if (hooks.neverClearsTariffs !== true) memory.tariffs = memory.tariffs.filter((each) => !matches(each));
      const asked = ids ?? [...gone];
      if (asked.length === 0) return { cleared: [{ status: 'NoTariff' }] };
      return {
        cleared: asked.map((tariffId) => ({
          tariffId,
          status: gone.has(tariffId) ? 'Accepted' : 'NoTariff',
        })),
      };
    },

    'changes transaction tariff': ({ transactionId, tariff: json }) => {
      const place = places.find(({ transaction }) => transaction?.known === transactionId);
      const runs = [...memory.transactions.values()].some(({ known }) => known === transactionId);
      if (place?.local === undefined || !runs) return said({ status: 'TxNotFound' });
      const taken = acceptable(json, rulesOf(parts));
      if ('refusal' in taken) return said(taken.refusal);
      switch (place.local.change(taken.tariff)) {
        case 'accepted':
          return said({ status: 'Accepted' });
        case 'currency':
          return said({ status: 'NoCurrencyChange' });
        case 'none':
          return said({ status: 'Rejected', reason: 'NoTariff' });
      }
    },
  };
};
