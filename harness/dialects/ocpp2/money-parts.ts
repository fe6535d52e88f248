import { instant } from '../../time/index.ts';
import type { JsonObject } from '../../wire/index.ts';
import type {
  AuthorizeMoney,
  CostDetails,
  MessageText,
  SentPrice,
  TransactionLimit,
  TransactionMoney,
  TransactionReplyMoney,
} from '../intents-tariff.ts';
import { instantIn, listIn, numberIn, objectIn, present, textIn, writeInstant } from '../json.ts';

/** Pieces of 2.x messages that carry prices, cost and texts. */

export const textOf = (json: JsonObject | undefined): MessageText | undefined => {
  const content = json === undefined ? undefined : textIn(json, 'content');
  if (json === undefined || content === undefined) return undefined;
  const language = textIn(json, 'language');
  return {
    format: textIn(json, 'format') ?? 'UTF8',
    content,
    ...(language === undefined ? {} : { language }),
  };
};

export const writeText = (text: MessageText | undefined): JsonObject | undefined =>
  text === undefined
    ? undefined
    : present({ format: text.format, language: text.language, content: text.content });

export const textsIn = (json: JsonObject, key: string): readonly MessageText[] =>
  listIn(json, key).flatMap((each) => textOf(each) ?? []);

const LIMITS = ['maxCost', 'maxEnergy', 'maxTime', 'maxSoC'] as const;

export const limitIn = (json: JsonObject | undefined): TransactionLimit | undefined =>
  json === undefined
    ? undefined
    : Object.fromEntries(
        LIMITS.flatMap((key) => {
          const value = numberIn(json, key);
          return value === undefined ? [] : [[key, value]];
        }),
      );

const PARTS = ['fixed', 'energy', 'chargingTime', 'idleTime', 'reservationTime', 'reservationFixed'] as const;

const priceIn = (json: JsonObject | undefined): SentPrice | undefined => {
  if (json === undefined) return undefined;
  const exclTax = numberIn(json, 'exclTax');
  const inclTax = numberIn(json, 'inclTax');
  return { ...(exclTax === undefined ? {} : { exclTax }), ...(inclTax === undefined ? {} : { inclTax }) };
};

export const costDetailsIn = (json: JsonObject | undefined): CostDetails | undefined => {
  const total = json === undefined ? undefined : objectIn(json, 'totalCost');
  const usage = json === undefined ? undefined : objectIn(json, 'totalUsage');
  if (json === undefined || total === undefined || usage === undefined) return undefined;
  const reservationTime = numberIn(usage, 'reservationTime');
  const reason = textIn(json, 'failureReason');
  return {
    currency: textIn(total, 'currency') ?? '',
    type: textIn(total, 'typeOfCost') ?? '',
    parts: Object.fromEntries(
      PARTS.flatMap((part) => {
        const price = priceIn(objectIn(total, part));
        return price === undefined ? [] : [[part, price]];
      }),
    ),
    total: priceIn(objectIn(total, 'total')) ?? {},
    usage: {
      energy: numberIn(usage, 'energy') ?? 0,
      chargingTime: numberIn(usage, 'chargingTime') ?? 0,
      idleTime: numberIn(usage, 'idleTime') ?? 0,
      ...(reservationTime === undefined ? {} : { reservationTime }),
    },
    periods: listIn(json, 'chargingPeriods').map((period) => {
      const tariffId = textIn(period, 'tariffId');
      return {
        ...(tariffId === undefined ? {} : { tariffId }),
        start: instantIn(period, 'startPeriod') ?? instant(0),
        dimensions: listIn(period, 'dimensions').map((each) => ({
          type: textIn(each, 'type') ?? '',
          volume: numberIn(each, 'volume') ?? 0,
        })),
      };
    }),
    ...(json['failureToCalculate'] === true ? { failed: true } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
};

const writePrice = (price: SentPrice | undefined): JsonObject | undefined =>
  price === undefined ? undefined : present({ exclTax: price.exclTax, inclTax: price.inclTax });

const writeCostDetails = (details: CostDetails): JsonObject =>
  present({
    chargingPeriods:
      details.periods.length === 0
        ? undefined
        : details.periods.map(({ tariffId, start, dimensions }) =>
            present({
              tariffId,
              startPeriod: writeInstant(start),
              dimensions: dimensions.length === 0 ? undefined : dimensions,
            }),
          ),
    totalCost: present({
      currency: details.currency,
      typeOfCost: details.type,
      ...Object.fromEntries(PARTS.map((part) => [part, writePrice(details.parts[part])])),
      total: writePrice(details.total),
    }),
    totalUsage: present({ ...details.usage }),
    failureToCalculate: details.failed,
    failureReason: details.reason?.slice(0, 500),
  });

/** What of the money of a transaction event stands beside `transactionInfo`. */
export const writeEventMoney = (it: TransactionMoney): JsonObject =>
  present({ costDetails: it.costDetails === undefined ? undefined : writeCostDetails(it.costDetails) });
/** What of it stands inside. */
export const writeInfoMoney = (it: TransactionMoney): JsonObject =>
  present({ tariffId: it.tariffId, transactionLimit: it.limit });

export const eventMoneyIn = (event: JsonObject, info: JsonObject): TransactionMoney => {
  const tariffId = textIn(info, 'tariffId');
  const costDetails = costDetailsIn(objectIn(event, 'costDetails'));
  const limit = limitIn(objectIn(info, 'transactionLimit'));
  return {
    ...(tariffId === undefined ? {} : { tariffId }),
    ...(costDetails === undefined ? {} : { costDetails }),
    ...(limit === undefined ? {} : { limit }),
  };
};

export const writeAuthorizeMoney = (
  reply: { readonly status: string } & AuthorizeMoney,
  newer: boolean,
): JsonObject =>
  present({
    idTokenInfo: present({
      status: reply.status,
      language1: reply.language,
      personalMessage: writeText(reply.personalMessage),
    }),
    tariff: newer ? reply.tariff : undefined,
    allowedEnergyTransfer: newer ? reply.allowedEnergyTransfer : undefined,
  });

export const authorizeMoneyIn = (payload: JsonObject): AuthorizeMoney => {
  const info = objectIn(payload, 'idTokenInfo') ?? {};
  const personalMessage = textOf(objectIn(info, 'personalMessage'));
  const language = textIn(info, 'language1');
  const tariff = objectIn(payload, 'tariff');
  const allowed = payload['allowedEnergyTransfer'];
  return {
    ...(personalMessage === undefined ? {} : { personalMessage }),
    ...(language === undefined ? {} : { language }),
    ...(tariff === undefined ? {} : { tariff }),
    ...(Array.isArray(allowed)
      ? { allowedEnergyTransfer: allowed.filter((each) => typeof each === 'string') }
      : {}),
  };
};

export const writeReplyMoney = (
  reply: { readonly tokenStatus?: string } & TransactionReplyMoney,
  newer: boolean,
): JsonObject =>
  present({
    totalCost: reply.totalCost,
    idTokenInfo:
      reply.tokenStatus === undefined && reply.personalMessage === undefined
        ? undefined
        : present({
            status: reply.tokenStatus ?? 'Accepted',
            personalMessage: writeText(reply.personalMessage),
          }),
    updatedPersonalMessage: writeText(reply.updatedPersonalMessage),
    updatedPersonalMessageExtra:
      newer && (reply.updatedPersonalMessageExtra?.length ?? 0) > 0
        ? reply.updatedPersonalMessageExtra?.map(writeText)
        : undefined,
    transactionLimit: newer ? reply.limit : undefined,
  });

export const replyMoneyIn = (
  payload: JsonObject,
): TransactionReplyMoney & { readonly tokenStatus?: string } => {
  const info = objectIn(payload, 'idTokenInfo');
  const tokenStatus = info === undefined ? undefined : textIn(info, 'status');
  const personalMessage = info === undefined ? undefined : textOf(objectIn(info, 'personalMessage'));
  const updated = textOf(objectIn(payload, 'updatedPersonalMessage'));
  const extra = textsIn(payload, 'updatedPersonalMessageExtra');
  const totalCost = numberIn(payload, 'totalCost');
  const limit = limitIn(objectIn(payload, 'transactionLimit'));
  return {
    ...(tokenStatus === undefined ? {} : { tokenStatus }),
    ...(personalMessage === undefined ? {} : { personalMessage }),
    ...(updated === undefined ? {} : { updatedPersonalMessage: updated }),
    ...(extra.length === 0 ? {} : { updatedPersonalMessageExtra: extra }),
    ...(totalCost === undefined ? {} : { totalCost }),
    ...(limit === undefined ? {} : { limit }),
  };
};
