import type { Reply, TransactionLimit, TransactionMoney } from '../../../dialects/index.ts';
import {
  sessionCost,
  type SessionCost,
  type SessionPiece,
  type TransactionTariff,
} from '../../../energy/index.ts';
import { seconds, type Alarm, type Instant } from '../../../time/index.ts';
import type { Transaction } from '../transaction.ts';
import type { DisplayLines } from './display-lines.ts';
import type { PricingParts } from './pricing.ts';
import { acceptable, inForce, type TariffRules } from './tariff-store.ts';
import { costDetailsOf } from './cost-json.ts';

/** What an EVSE counts by itself, by the tariff that it has (2.1). */
export interface LocalPricing {
  authorised(reply: Reply<'authorizes'> | undefined): void;
  /** A tariff is attached to what starts now; its id goes with the next event. */
  begin(token: string): void;
  begun(transaction: Transaction): void;
  facts(kind: string, trigger: string | undefined): TransactionMoney;
  moved(): void;
  ended(transaction: Transaction): void;
  limit(limit: TransactionLimit): void;
  change(tariff: TransactionTariff): 'accepted' | 'none' | 'currency';
  readonly driver: { readonly tariff: TransactionTariff; readonly token: string } | undefined;
  dark(): void;
}

export interface LocalParts extends PricingParts {
  readonly lines: DisplayLines;
  /** Pieces since the register read `wattHours` at `from`. */
  readonly pieces: (from: Instant, wattHours: number) => readonly SessionPiece[];
}

interface Running {
  readonly tariff: TransactionTariff;
  readonly start: Instant;
  readonly register: number;
  readonly changes: { readonly at: Instant; readonly tariff: TransactionTariff }[];
  /** Goes with the next event, once (`ocpp21:I07.FR.32`). */
  announce: string | undefined;
}

const SOONEST = 1;
const LATEST = 900;

export const rulesOf = ({ variables, charger }: PricingParts): TariffRules => ({
  maxElements: Number(variables.value('TariffCostCtrlr.MaxElements[Tariff]') ?? 0),
  conditions: variables.value('TariffCostCtrlr.ConditionsSupported[Tariff]') === 'true',
  evses: charger.settings.evses,
});

export const createLocalPricing = (parts: LocalParts, evse: number): LocalPricing => {
  const { charger, memory, hooks, time, variables, lines } = parts;
  const zone = charger.settings.zone ?? 'UTC';
  let running: Running | undefined;
  let driver: { tariff: TransactionTariff; token: string } | undefined;
  let offered: TransactionTariff | undefined;
  let central = false;
  let limit: TransactionLimit = {};
  let limitTold = true;
  let tick: Alarm | undefined;
  let watch: Alarm | undefined;
  let stopping = false;

  const on = (name: string): boolean => variables.value(name) === 'true';
  const length = (name: string): number => Number(variables.value(name) ?? 0);

  const cost = (): SessionCost | undefined => {
    if (running === undefined) return undefined;
    const shift = (at: Instant): Instant => hooks.tariffTime?.(at) ?? at;
    const pieces = parts
      .pieces(running.start, running.register)
      .map((piece) => ({ ...piece, from: shift(piece.from), to: shift(piece.to) }));
    return sessionCost(running.tariff, {
      start: shift(running.start),
      zone,
      pieces,
      voltage: charger.settings.supply.voltage,
      changes:
        hooks.keepsOldTariff === true ? [] : running.changes.map((each) => ({ ...each, at: shift(each.at) })),
    });
  };

  const show = (now: SessionCost): void =>
    lines.show('cost', `Cost so far ${now.total.inclTax.toFixed(2)} ${hooks.currency ?? now.currency}`);

  /** When a limit is reached at the earliest, if all goes on as now. */
  const look = (): void => {
    watch?.cancel();
    if (running === undefined || stopping || hooks.ignoresLimits === true) return;
    const { maxCost, maxEnergy, maxTime } = limit;
    if (maxCost === undefined && maxEnergy === undefined && maxTime === undefined) return;
    const now = cost();
    const used = parts.meter(evse) - running.register;
    const lived = (time.now() - running.start) / 1000;
    const spent = now?.total.inclTax.toNumber() ?? 0;
    const stop = (reason: string, trigger: string): void => {
      stopping = true;
      parts.stop(evse, reason, trigger);
    };
    if (maxTime !== undefined && lived >= maxTime) return stop('TimeLimitReached', 'TimeLimitReached');
    if (maxEnergy !== undefined && used >= maxEnergy - 1e-6)
      return stop('EnergyLimitReached', 'EnergyLimitReached');
    if (maxCost !== undefined && spent >= maxCost - 1e-9) return stop('LocalOutOfCredit', 'CostLimitReached');
    const watts = parts.power(evse);
    const waits = [
      maxTime === undefined ? LATEST : maxTime - lived,
      maxEnergy === undefined || watts <= 0 ? LATEST : ((maxEnergy - used) * 3600) / watts,
      // Half the way at the dearest: looked at again ever more often, never too late by more than a second.
      maxCost === undefined || watts <= 0
        ? LATEST
        : ((maxCost - spent) * 3_600_000) / (watts * dearest(running.tariff)),
    ];
    const wait = Math.min(LATEST, Math.max(SOONEST, Math.ceil(Math.min(...waits))));
    watch = charger.clock.after(seconds(wait), look);
  };

  const beat = (): void => {
    tick?.cancel();
    const every = length('TariffCostCtrlr.Interval[Cost]');
    if (running === undefined || every <= 0 || !on('TariffCostCtrlr.Enabled[RunningCost]')) return;
    tick = charger.clock.after(seconds(every), () => {
      parts.update(evse, 'RunningCost');
      beat();
    });
  };

  return {
    get driver() {
      return driver;
    },
    authorised(reply) {
      offered = undefined;
      central = false;
      if (reply?.tariff === undefined) return;
      const taken = acceptable(reply.tariff, rulesOf(parts));
      const failed = 'refusal' in taken;
      memory.variables.set('TariffCostCtrlr.Problem', String(failed));
      if (!failed) offered = taken.tariff;
      else central = variables.value('TariffCostCtrlr.HandleFailedTariff[Tariff]') === 'CentralCost';
    },
    begin(token) {
      const standing = inForce(memory.tariffs, evse, time.now());
      const tariff = offered ?? (central ? undefined : standing);
      driver = offered === undefined ? undefined : { tariff: offered, token };
      offered = undefined;
      stopping = false;
      limit = {};
      if (tariff === undefined || !on('TariffCostCtrlr.Enabled[Tariff]')) return;
      running = { tariff, start: time.now(), register: parts.meter(evse), changes: [], announce: tariff.id };
      const [text] = tariff.description;
      lines.show('price', text?.content ?? '');
    },
    begun: beat,
    facts(kind, trigger) {
      if (running === undefined) return limitTold ? {} : told();
      const tariffId = running.announce;
      running.announce = undefined;
      const whole = kind === 'ends transaction' || trigger === 'TariffChanged';
      const wanted =
        whole ||
        (on('TariffCostCtrlr.Enabled[RunningCost]') &&
          (kind === 'starts transaction' || trigger === 'RunningCost'));
      const now = wanted ? cost() : undefined;
      const details =
        now === undefined || !on('TariffCostCtrlr.Enabled[Cost]') ? undefined : costDetailsOf(now);
      return {
        ...told(),
        ...(tariffId === undefined ? {} : { tariffId }),
        ...(details === undefined ? {} : { costDetails: hooks.costDetails?.(details) ?? details }),
      };
    },
    moved() {
      if (running === undefined) return;
      const now = cost();
      if (now !== undefined) show(now);
      look();
    },
    ended(transaction) {
      const now = cost();
      if (now !== undefined)
        lines.show('cost', `Total cost ${now.total.inclTax.toFixed(2)} ${hooks.currency ?? now.currency}`);
      settle(now, transaction);
      tick?.cancel();
      watch?.cancel();
      running = undefined;
      driver = undefined;
    },
    limit(wanted) {
      limit = { ...limit, ...wanted };
      limitTold = false;
      parts.update(evse, 'LimitSet');
      look();
    },
    change(tariff) {
      if (running === undefined) return 'none';
      if (tariff.currency !== running.tariff.currency) return 'currency';
      running.changes.push({ at: time.now(), tariff });
      running.announce = tariff.id;
      charger.clock.after(seconds(SOONEST), () => parts.update(evse, 'TariffChanged'));
      return 'accepted';
    },
    dark() {
      tick?.cancel();
      watch?.cancel();
    },
  };

  function told(): TransactionMoney {
    if (limitTold) return {};
    limitTold = true;
    return { limit };
  }

  /** Paid at the station: the amount goes to the central system when it is settled (`ocpp21:C24`). */
  function settle(now: SessionCost | undefined, transaction: Transaction): void {
    if (now === undefined || !transaction.token.startsWith('PAY-')) return;
    const amount = Number(now.total.inclTax.toFixed(2));
    charger.clock.after(seconds(SOONEST), () => {
      void parts.connection().ask({
        kind: 'notifies settlement',
        transactionId: transaction.own,
        pspRef: transaction.token,
        status: 'Settled',
        amount: hooks.settlement?.(amount) ?? amount,
        at: time.now(),
      });
    });
  }
};

/** The most that a kWh can cost, with every tax and the time that it takes at 1 kW. */
const dearest = (tariff: TransactionTariff): number => {
  const most = Math.max(0.01, ...(tariff.energy?.prices ?? []).map(({ price }) => price.toNumber()));
  const taxes = (tariff.energy?.taxRates ?? []).reduce(
    (factor, { percent }) => factor * (1 + percent.toNumber() / 100),
    1,
  );
  return most * taxes;
};
