import {
  decimal,
  WEEKDAYS,
  type ConditionRange,
  type CostBound,
  type FixedConditions,
  type PriceList,
  type Ranged,
  type TariffProblem,
  type TariffText,
  type TaxRate,
  type TransactionTariff,
} from '../energy/index.ts';
import type { JsonObject } from '../wire/index.ts';
import {
  instantIn,
  isObject,
  listIn,
  numberIn,
  objectIn,
  oneOf,
  present,
  textIn,
  writeInstant,
} from './json.ts';

/** What a TariffType says, and what of it cannot be read. Only the values are read; `tariffProblems` knows the rules. */
export interface TariffReading {
  readonly tariff: TransactionTariff | undefined;
  readonly problems: readonly TariffProblem[];
}

const RANGES: Readonly<Record<Ranged, readonly [string, string]>> = {
  energy: ['minEnergy', 'maxEnergy'],
  current: ['minCurrent', 'maxCurrent'],
  power: ['minPower', 'maxPower'],
  time: ['minTime', 'maxTime'],
  chargingTime: ['minChargingTime', 'maxChargingTime'],
  idleTime: ['minIdleTime', 'maxIdleTime'],
};
const RANGED = Object.keys(RANGES) as readonly Ranged[];

const isDate = (text: string): boolean => {
  const noon = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T12:00:00Z`) : Number.NaN;
  return !Number.isNaN(noon) && new Date(noon).toISOString().startsWith(text);
};

/** Shown in a message about it, whatever it was. */
const quoted = (value: unknown): string => JSON.stringify(value)?.slice(0, 40) ?? 'nothing';

class Reader {
  readonly problems: TariffProblem[] = [];

  wrong(path: string, problem: string): void {
    this.problems.push({ path, problem, worth: 'wrong' });
  }

  conditions(path: string, json: JsonObject): FixedConditions {
    const start = this.time(`${path}.startTimeOfDay`, json['startTimeOfDay']);
    const end = this.time(`${path}.endTimeOfDay`, json['endTimeOfDay']);
    const from = this.date(`${path}.validFromDate`, json['validFromDate']);
    const to = this.date(`${path}.validToDate`, json['validToDate']);
    const kind = json['evseKind'];
    const evseKind = oneOf(typeof kind === 'string' ? kind : undefined, ['AC', 'DC'] as const);
    if (kind !== undefined && evseKind === undefined)
      this.wrong(`${path}.evseKind`, `${quoted(kind)} is not AC or DC`);
    const days = this.days(`${path}.dayOfWeek`, json['dayOfWeek']);
    const brand = textIn(json, 'paymentBrand');
    const recognition = textIn(json, 'paymentRecognition');
    return {
      ...(start === undefined ? {} : { startTimeOfDay: start }),
      ...(end === undefined ? {} : { endTimeOfDay: end }),
      ...(days === undefined ? {} : { dayOfWeek: days }),
      ...(from === undefined ? {} : { validFromDate: from }),
      ...(to === undefined ? {} : { validToDate: to }),
      ...(evseKind === undefined ? {} : { evseKind }),
      ...(brand === undefined ? {} : { paymentBrand: brand }),
      ...(recognition === undefined ? {} : { paymentRecognition: recognition }),
      ranges: RANGED.flatMap((of): readonly ConditionRange[] => {
        const [least, most] = RANGES[of];
        const min = this.number(`${path}.${least}`, json[least]);
        const max = this.number(`${path}.${most}`, json[most]);
        return min === undefined && max === undefined
          ? []
          : [{ of, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }];
      }),
    };
  }

  list(path: string, key: string, json: unknown): PriceList<FixedConditions> | undefined {
    if (json === undefined) return undefined;
    if (!isObject(json)) {
      this.wrong(path, 'is no list of prices');
      return undefined;
    }
    const prices = listIn(json, 'prices').map((each, index) => {
      const at = `${path}.prices[${index}]`;
      const price = numberIn(each, key);
      if (price === undefined) this.wrong(at, `needs "${key}", a number`);
      const conditions = objectIn(each, 'conditions');
      return {
        price: decimal(price ?? 0),
        ...(conditions === undefined ? {} : { conditions: this.conditions(`${at}.conditions`, conditions) }),
      };
    });
    return { prices, taxRates: this.taxes(`${path}.taxRates`, json) };
  }

  taxes(path: string, json: JsonObject): readonly TaxRate[] {
    return listIn(json, 'taxRates').map((each, index) => {
      const tax = numberIn(each, 'tax');
      if (tax === undefined) this.wrong(`${path}[${index}]`, 'needs "tax", a number of percent');
      // Without a stack it is the first.
      return {
        type: textIn(each, 'type') ?? '',
        percent: decimal(tax ?? 0),
        stack: numberIn(each, 'stack') ?? 0,
      };
    });
  }

  bound(path: string, json: unknown): CostBound | undefined {
    if (json === undefined) return undefined;
    if (!isObject(json)) {
      this.wrong(path, 'is no price');
      return undefined;
    }
    const excl = this.number(`${path}.exclTax`, json['exclTax']);
    const incl = this.number(`${path}.inclTax`, json['inclTax']);
    return {
      ...(excl === undefined ? {} : { exclTax: decimal(excl) }),
      ...(incl === undefined ? {} : { inclTax: decimal(incl) }),
      taxRates: this.taxes(`${path}.taxRates`, json),
    };
  }

  private number(path: string, value: unknown): number | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    this.wrong(path, `${quoted(value)} is no number`);
    return undefined;
  }

  private time(path: string, value: unknown): number | undefined {
    if (value === undefined) return undefined;
    const found = typeof value === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(value) : null;
    if (found !== null) return Number(found[1]) * 60 + Number(found[2]);
    this.wrong(path, `${quoted(value)} is no time of day, like "23:30"`);
    return undefined;
  }

  private date(path: string, value: unknown): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'string' && isDate(value)) return value;
    this.wrong(path, `${quoted(value)} is no date, like "2026-01-14"`);
    return undefined;
  }

  private days(path: string, value: unknown): FixedConditions['dayOfWeek'] {
    if (value === undefined) return undefined;
    const named: readonly unknown[] = Array.isArray(value) ? value : [];
    const known = WEEKDAYS.filter((day) => named.includes(day));
    if (known.length === 0 || known.length !== new Set(named).size)
      this.wrong(path, `${quoted(value)} is no list of weekdays`);
    return known;
  }
}

const textsIn = (json: JsonObject): readonly TariffText[] =>
  listIn(json, 'description').flatMap((each) => {
    const content = textIn(each, 'content');
    const language = textIn(each, 'language');
    return content === undefined
      ? []
      : [
          {
            format: textIn(each, 'format') ?? 'UTF8',
            content,
            ...(language === undefined ? {} : { language }),
          },
        ];
  });

/** Reads an OCPP 2.1 TariffType. Never throws. */
export const readTariffJson = (json: unknown): TariffReading => {
  const reader = new Reader();
  if (!isObject(json)) {
    reader.wrong('', 'is no tariff: it must be an object');
    return { tariff: undefined, problems: reader.problems };
  }
  const id = textIn(json, 'tariffId');
  const currency = textIn(json, 'currency');
  if (id === undefined) reader.wrong('tariffId', 'is missing');
  if (currency === undefined) reader.wrong('currency', 'is missing');
  const validFrom = instantIn(json, 'validFrom');
  if (json['validFrom'] !== undefined && validFrom === undefined)
    reader.wrong('validFrom', `${quoted(json['validFrom'])} is no date and time with its offset`);
  const lists = {
    energy: reader.list('energy', 'priceKwh', json['energy']),
    chargingTime: reader.list('chargingTime', 'priceMinute', json['chargingTime']),
    idleTime: reader.list('idleTime', 'priceMinute', json['idleTime']),
    fixedFee: reader.list('fixedFee', 'priceFixed', json['fixedFee']),
    reservationTime: reader.list('reservationTime', 'priceMinute', json['reservationTime']),
    reservationFixed: reader.list('reservationFixed', 'priceFixed', json['reservationFixed']),
    minCost: reader.bound('minCost', json['minCost']),
    maxCost: reader.bound('maxCost', json['maxCost']),
  };
  const tariff: TransactionTariff = {
    id: id ?? '',
    currency: currency ?? '',
    description: textsIn(json),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(present(lists) as Partial<TransactionTariff>),
  };
  return { tariff, problems: reader.problems };
};

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (minute: number | undefined): string | undefined =>
  minute === undefined ? undefined : `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

const writeConditions = (conditions: FixedConditions): JsonObject =>
  present({
    startTimeOfDay: clock(conditions.startTimeOfDay),
    endTimeOfDay: clock(conditions.endTimeOfDay),
    dayOfWeek: conditions.dayOfWeek,
    validFromDate: conditions.validFromDate,
    validToDate: conditions.validToDate,
    evseKind: conditions.evseKind,
    ...Object.fromEntries(
      conditions.ranges.flatMap(({ of, min, max }) => [
        [RANGES[of][0], min],
        [RANGES[of][1], max],
      ]),
    ),
    paymentBrand: conditions.paymentBrand,
    paymentRecognition: conditions.paymentRecognition,
  });

const writeTaxes = (rates: readonly TaxRate[]): readonly JsonObject[] | undefined =>
  rates.length === 0
    ? undefined
    : rates.map(({ type, percent, stack }) => ({ type, tax: percent.toNumber(), stack }));

const writeList = (key: string, list: PriceList<FixedConditions> | undefined): JsonObject | undefined =>
  list === undefined
    ? undefined
    : present({
        prices: list.prices.map(({ price, conditions }) =>
          present({
            [key]: price.toNumber(),
            conditions: conditions === undefined ? undefined : writeConditions(conditions),
          }),
        ),
        taxRates: writeTaxes(list.taxRates),
      });

const writeBound = (bound: CostBound | undefined): JsonObject | undefined =>
  bound === undefined
    ? undefined
    : present({
        exclTax: bound.exclTax?.toNumber(),
        inclTax: bound.inclTax?.toNumber(),
        taxRates: writeTaxes(bound.taxRates),
      });

/** Writes an OCPP 2.1 TariffType. */
export const writeTariffJson = (tariff: TransactionTariff): JsonObject =>
  present({
    tariffId: tariff.id,
    currency: tariff.currency,
    description: tariff.description.length === 0 ? undefined : tariff.description,
    validFrom: tariff.validFrom === undefined ? undefined : writeInstant(tariff.validFrom),
    energy: writeList('priceKwh', tariff.energy),
    chargingTime: writeList('priceMinute', tariff.chargingTime),
    idleTime: writeList('priceMinute', tariff.idleTime),
    fixedFee: writeList('priceFixed', tariff.fixedFee),
    reservationTime: writeList('priceMinute', tariff.reservationTime),
    reservationFixed: writeList('priceFixed', tariff.reservationFixed),
    minCost: writeBound(tariff.minCost),
    maxCost: writeBound(tariff.maxCost),
  });
