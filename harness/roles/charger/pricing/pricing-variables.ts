import type { DialectId } from '../../../dialects/index.ts';
import { FORMATS, LANGUAGES, MOST_MESSAGES, NEW_STATES, PRIORITIES, STATES } from './message-store.ts';

/** What a station says of its prices and display, and what may be written there. */
export interface PricingVariables {
  readonly factory: readonly (readonly [string, string])[];
  readonly writable: Readonly<Record<string, (value: string) => boolean>>;
}

const LONGEST_FALLBACK = 255;
const isText = (value: string): boolean => value.length <= LONGEST_FALLBACK;
const isBoolean = (value: string): boolean => value === 'true' || value === 'false';
const isSeconds = (value: string): boolean => /^\d{1,5}$/.test(value);

const isPrice = (value: string): boolean => {
  try {
    const json: unknown = JSON.parse(value);
    return (
      typeof json === 'object' && json !== null && 'priceText' in json && typeof json.priceText === 'string'
    );
  } catch {
    return false;
  }
};

const isOffset = (value: string): boolean => /^([+-](0\d|1[0-4]):[0-5]\d|Z)?$/.test(value);
const isMoment = (value: string): boolean => value === '' || !Number.isNaN(Date.parse(value));

/** California pricing (`CAL.16` to `CAL.20`). */
const OLD: PricingVariables = {
  factory: [
    ['CustomDisplayCostAndPrice', 'true'],
    ['NumberOfDecimalsForCostValues', '3'],
    ['DefaultPrice', '{"priceText":"","priceTextOffline":""}'],
    ['CustomIdleFeeAfterStop', 'false'],
    ['CustomMultiLanguageMessages', 'true'],
    ['Language', 'en'],
    ['SupportedLanguages', LANGUAGES.join(',')],
    ...LANGUAGES.map((language) => [`DefaultPriceText,${language}`, ''] as const),
    ['TimeOffset', ''],
    ['NextTimeOffsetTransitionDateTime', ''],
    ['TimeOffsetNextTransition', ''],
  ],
  writable: {
    NumberOfDecimalsForCostValues: (value) => /^[0-5]$/.test(value),
    DefaultPrice: isPrice,
    CustomIdleFeeAfterStop: isBoolean,
    Language: (value) => LANGUAGES.some((language) => language === value),
    TimeOffset: isOffset,
    NextTimeOffsetTransitionDateTime: isMoment,
    TimeOffsetNextTransition: isOffset,
    ...Object.fromEntries(LANGUAGES.map((language) => [`DefaultPriceText,${language}`, isPriceText])),
  },
};

function isPriceText(value: string): boolean {
  return value.length <= 500;
}

const modern = (newest: boolean): PricingVariables => ({
  factory: [
    ['TariffCostCtrlr.Available[Tariff]', 'true'],
    ['TariffCostCtrlr.Available[Cost]', 'true'],
    ['TariffCostCtrlr.Enabled[Tariff]', 'true'],
    ['TariffCostCtrlr.Enabled[Cost]', 'true'],
    ['TariffCostCtrlr.Currency', 'GBP'],
    ['TariffCostCtrlr.TariffFallbackMessage', ''],
    ['TariffCostCtrlr.TotalCostFallbackMessage', ''],
    ['DisplayMessageCtrlr.Available', 'true'],
    ['DisplayMessageCtrlr.Enabled', 'true'],
    ['DisplayMessageCtrlr.DisplayMessages', String(MOST_MESSAGES)],
    ['DisplayMessageCtrlr.SupportedFormats', FORMATS.join(',')],
    ['DisplayMessageCtrlr.SupportedPriorities', PRIORITIES.join(',')],
    ['DisplayMessageCtrlr.SupportedStates', (newest ? NEW_STATES : STATES).join(',')],
    ...(newest
      ? ([
          ['DisplayMessageCtrlr.Language', 'en'],
          ['TariffCostCtrlr.OfflineTariffFallbackMessage', ''],
          ['TariffCostCtrlr.Enabled[RunningCost]', 'true'],
          ['TariffCostCtrlr.Interval[Tariff]', '60'],
          ['TariffCostCtrlr.Interval[Cost]', '900'],
          ['TariffCostCtrlr.MaxElements[Tariff]', '20'],
          ['TariffCostCtrlr.ConditionsSupported[Tariff]', 'true'],
          ['TariffCostCtrlr.HandleFailedTariff[Tariff]', 'UseDefaultTariff'],
          ['TariffCostCtrlr.Problem', 'false'],
          ['TxCtrlr.SupportedLimits', 'MaxCost,MaxEnergy,MaxTime'],
        ] as const)
      : []),
  ],
  writable: {
    'TariffCostCtrlr.TariffFallbackMessage': isText,
    'TariffCostCtrlr.TotalCostFallbackMessage': isText,
    'TariffCostCtrlr.Currency': (value) => /^[A-Z]{3}$/.test(value),
    'TariffCostCtrlr.Enabled[Tariff]': isBoolean,
    'TariffCostCtrlr.Enabled[Cost]': isBoolean,
    ...(newest
      ? {
          'DisplayMessageCtrlr.Language': (value: string) => LANGUAGES.some((language) => language === value),
          'TariffCostCtrlr.OfflineTariffFallbackMessage': isText,
          'TariffCostCtrlr.Enabled[RunningCost]': isBoolean,
          'TariffCostCtrlr.Interval[Tariff]': isSeconds,
          'TariffCostCtrlr.Interval[Cost]': isSeconds,
          'TariffCostCtrlr.ConditionsSupported[Tariff]': isBoolean,
          'TariffCostCtrlr.HandleFailedTariff[Tariff]': (value: string) =>
            ['Deauthorize', 'UseDefaultTariff', 'CentralCost'].includes(value),
        }
      : {}),
  },
});

export const pricingVariables = (dialect: DialectId): PricingVariables =>
  dialect === 'ocpp1.6' ? OLD : modern(dialect === 'ocpp2.1');
