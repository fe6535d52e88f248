import { instant, type Instant } from '../../time/index.ts';
import type { JsonObject } from '../../wire/index.ts';
import { nothing, type Codecs } from '../codec.ts';
import type { Intent } from '../intents.ts';
import type { MessageText, MeterTrigger, RunningDetail, Told, ToldPrices } from '../intents-tariff.ts';
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
} from '../json.ts';
import { transactionNumber } from './parts.ts';

/** "California pricing": prices and cost inside DataTransfer, with JSON as a string (knowledge/protocol.md §5). */
export const COST_VENDOR = 'org.openchargealliance.costmsg';
const LONGEST = 50_000;

const transfer = (messageId: string, data: JsonObject): { action: string; payload: JsonObject } => ({
  action: 'DataTransfer',
  payload: { vendorId: COST_VENDOR, messageId, data: JSON.stringify(data) },
});

const told = {
  reply: ({ status }: Told): JsonObject => ({ status }),
  readReply: (payload: JsonObject): Told | undefined => {
    const status = textIn(payload, 'status');
    return status === undefined ? undefined : { status };
  },
};

const writePrices = ({ kWhPrice, hourPrice, flatFee }: ToldPrices): JsonObject =>
  present({ kWhPrice, hourPrice, flatFee });

const writeRunning = (transactionId: string, cost: number, it: RunningDetail | undefined): JsonObject =>
  present({
    transactionId: transactionNumber(transactionId),
    cost,
    ...(it === undefined
      ? {}
      : {
          timestamp: writeInstant(it.at),
          meterValue: it.meterValue,
          state: it.state,
          chargingPrice: writePrices(it.prices),
          idlePrice: it.prices.idle,
          nextPeriod:
            it.next === undefined
              ? undefined
              : present({
                  atTime: writeInstant(it.next.at),
                  chargingPrice: writePrices(it.next.prices),
                  idlePrice: it.next.prices.idle,
                }),
          triggerMeterValue:
            it.trigger === undefined
              ? undefined
              : present({
                  atTime: it.trigger.atTime === undefined ? undefined : writeInstant(it.trigger.atTime),
                  atEnergykWh: it.trigger.atEnergykWh,
                  atPowerkW: it.trigger.atPowerkW,
                  atCPStatus: it.trigger.atStatus,
                }),
        }),
  });

const writeExtra = (extra: readonly MessageText[]): readonly JsonObject[] | undefined =>
  extra.length === 0
    ? undefined
    : extra.map(({ format, language, content }) => present({ format, language, content }));

type PricingKind = 'sets user price' | 'updates cost' | 'tells final cost' | 'reports unplugged';

export const PRICING_CODECS_16: Pick<Codecs, PricingKind> = {
  'sets user price': {
    encode: (it) =>
      transfer(
        'SetUserPrice',
        present({ idToken: it.token, priceText: it.text, priceTextExtra: writeExtra(it.extra) }),
      ),
    ...told,
  },
  'updates cost': {
    encode: (it) => transfer('RunningCost', writeRunning(it.transactionId, it.cost, it.running)),
    reply: ({ status }) => ({ status: status ?? 'Accepted' }),
    readReply: told.readReply,
  },
  'tells final cost': {
    encode: (it) =>
      transfer(
        'FinalCost',
        present({
          transactionId: transactionNumber(it.transactionId),
          cost: it.cost,
          priceText: it.text,
          priceTextExtra: writeExtra(it.extra),
        }),
      ),
    ...told,
  },
  'reports unplugged': {
    encode: (it) =>
      transfer('ConnectorUnplugged', {
        transactionId: transactionNumber(it.transactionId),
        timestamp: writeInstant(it.at),
      }),
    ...told,
  },
};

/** Messages that 1.6 does not have. What is sent is an action that a 1.6 peer must refuse. */
const absent = (action: string) => ({ encode: () => ({ action, payload: {} }), ...told });

export const ABSENT_CODECS_16 = {
  'sets display message': absent('SetDisplayMessage'),
  'asks display messages': absent('GetDisplayMessages'),
  'clears display message': absent('ClearDisplayMessage'),
  'reports display messages': { ...absent('NotifyDisplayMessages'), reply: nothing, readReply: nothing },
  'sets default tariff': absent('SetDefaultTariff'),
  'asks tariffs': {
    ...absent('GetTariffs'),
    readReply: (): { status: string; assignments: readonly never[] } => ({
      status: 'Rejected',
      assignments: [],
    }),
  },
  'clears tariffs': {
    ...absent('ClearTariffs'),
    reply: nothing,
    readReply: (): { cleared: readonly never[] } => ({ cleared: [] }),
  },
  'changes transaction tariff': absent('ChangeTransactionTariff'),
  'notifies settlement': { ...absent('NotifySettlement'), reply: nothing, readReply: nothing },
} as const;

const pricesIn = (json: JsonObject | undefined, idle: JsonObject | undefined): ToldPrices => {
  const optional = (key: 'kWhPrice' | 'hourPrice' | 'flatFee'): object => {
    const value = json === undefined ? undefined : numberIn(json, key);
    return value === undefined ? {} : { [key]: value };
  };
  return {
    ...optional('kWhPrice'),
    ...optional('hourPrice'),
    ...optional('flatFee'),
    ...(idle === undefined
      ? {}
      : {
          idle: {
            graceMinutes: numberIn(idle, 'graceMinutes') ?? 0,
            hourPrice: numberIn(idle, 'hourPrice') ?? 0,
          },
        }),
  };
};

const triggerIn = (json: JsonObject | undefined): MeterTrigger | undefined => {
  if (json === undefined) return undefined;
  const atTime = instantIn(json, 'atTime');
  const atEnergykWh = numberIn(json, 'atEnergykWh');
  const atPowerkW = numberIn(json, 'atPowerkW');
  const statuses = json['atCPStatus'];
  return {
    ...(atTime === undefined ? {} : { atTime }),
    ...(atEnergykWh === undefined ? {} : { atEnergykWh }),
    ...(atPowerkW === undefined ? {} : { atPowerkW }),
    ...(Array.isArray(statuses)
      ? { atStatus: statuses.filter((each) => typeof each === 'string').slice(0, 9) }
      : {}),
  };
};

const runningIn = (data: JsonObject): RunningDetail | undefined => {
  const at = instantIn(data, 'timestamp');
  const state = oneOf(textIn(data, 'state'), ['Charging', 'Idle'] as const);
  if (at === undefined || state === undefined) return undefined;
  const next = objectIn(data, 'nextPeriod');
  const nextAt: Instant | undefined = next === undefined ? undefined : instantIn(next, 'atTime');
  const trigger = triggerIn(objectIn(data, 'triggerMeterValue'));
  return {
    at,
    meterValue: numberIn(data, 'meterValue') ?? 0,
    state,
    prices: pricesIn(objectIn(data, 'chargingPrice'), objectIn(data, 'idlePrice')),
    ...(next === undefined || nextAt === undefined
      ? {}
      : {
          next: {
            at: nextAt,
            prices: pricesIn(objectIn(next, 'chargingPrice'), objectIn(next, 'idlePrice')),
          },
        }),
    ...(trigger === undefined ? {} : { trigger }),
  };
};

const idIn = (data: JsonObject): string => {
  const id = data['transactionId'];
  return typeof id === 'number' || typeof id === 'string' ? String(id) : '';
};

const textsIn = (data: JsonObject): readonly MessageText[] =>
  listIn(data, 'priceTextExtra').flatMap((each) => {
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

const dataIn = (payload: JsonObject): JsonObject | undefined => {
  const text = textIn(payload, 'data');
  if (text === undefined || text.length > LONGEST) return undefined;
  try {
    const data: unknown = JSON.parse(text);
    return isObject(data) ? data : undefined;
  } catch {
    return undefined;
  }
};

/** A DataTransfer of this vendor; undefined when it is another's, or cannot be read. */
export const pricingIn = (payload: JsonObject): Intent | undefined => {
  if (payload['vendorId'] !== COST_VENDOR) return undefined;
  const data = dataIn(payload);
  if (data === undefined) return undefined;
  switch (payload['messageId']) {
    case 'SetUserPrice':
      return {
        kind: 'sets user price',
        token: textIn(data, 'idToken') ?? '',
        text: textIn(data, 'priceText') ?? '',
        extra: textsIn(data),
      };
    case 'RunningCost': {
      const running = runningIn(data);
      return {
        kind: 'updates cost',
        transactionId: idIn(data),
        cost: numberIn(data, 'cost') ?? Number.NaN,
        ...(running === undefined ? {} : { running }),
      };
    }
    case 'FinalCost':
      return {
        kind: 'tells final cost',
        transactionId: idIn(data),
        cost: numberIn(data, 'cost') ?? Number.NaN,
        text: textIn(data, 'priceText') ?? '',
        extra: textsIn(data),
      };
    case 'ConnectorUnplugged':
      return {
        kind: 'reports unplugged',
        transactionId: idIn(data),
        at: instantIn(data, 'timestamp') ?? instant(0),
      };
    default:
      return undefined;
  }
};
