import { instant } from '../../time/index.ts';
import { type Codecs, type Decoders } from '../codec.ts';
import type { TariffAssignment } from '../intents-tariff.ts';
import { instantIn, listIn, numberIn, objectIn, oneOf, present, textIn, writeInstant } from '../json.ts';
import { told } from './display-codecs.ts';
import { cut } from './parts.ts';

const strings = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.slice(0, 500).filter((each) => typeof each === 'string') : undefined;
const numbers = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.slice(0, 500).filter((each) => typeof each === 'number') : [];

type TariffKind =
  | 'sets default tariff'
  | 'asks tariffs'
  | 'clears tariffs'
  | 'changes transaction tariff'
  | 'notifies settlement'
  | 'sets user price'
  | 'tells final cost'
  | 'reports unplugged';

/** There is no such message in 2.x: the answers to other messages say it. What is sent is refused as unknown. */
const ABSENT = {
  encode: () => ({ action: 'DataTransfer', payload: { vendorId: 'org.openchargealliance.costmsg' } }),
  ...told,
};

/** Tariffs on the charger: 2.1. A 2.0.1 station answers NotImplemented. */
export const TARIFF_CODECS_2: Pick<Codecs, TariffKind> = {
  'sets default tariff': {
    encode: (it) => ({ action: 'SetDefaultTariff', payload: { evseId: it.evse, tariff: it.tariff } }),
    ...told,
  },
  'asks tariffs': {
    encode: (it) => ({ action: 'GetTariffs', payload: { evseId: it.evse } }),
    reply: ({ status, assignments }) =>
      present({
        status,
        tariffAssignments:
          assignments.length === 0
            ? undefined
            : assignments.map((each) =>
                present({
                  tariffId: each.tariffId,
                  tariffKind: each.kind,
                  validFrom: each.validFrom === undefined ? undefined : writeInstant(each.validFrom),
                  evseIds: each.evses.length === 0 ? undefined : each.evses,
                  idTokens: each.tokens,
                }),
              ),
      }),
    readReply(payload) {
      const status = textIn(payload, 'status');
      if (status === undefined) return undefined;
      const assignments = listIn(payload, 'tariffAssignments').map((each): TariffAssignment => {
        const validFrom = instantIn(each, 'validFrom');
        const tokens = strings(each['idTokens']);
        return {
          tariffId: textIn(each, 'tariffId') ?? '',
          kind:
            oneOf(textIn(each, 'tariffKind'), ['DefaultTariff', 'DriverTariff'] as const) ?? 'DefaultTariff',
          evses: numbers(each['evseIds']),
          ...(validFrom === undefined ? {} : { validFrom }),
          ...(tokens === undefined ? {} : { tokens }),
        };
      });
      return { status, assignments };
    },
  },
  'clears tariffs': {
    encode: (it) => ({ action: 'ClearTariffs', payload: present({ tariffIds: it.ids, evseId: it.evse }) }),
    reply: ({ cleared }) => ({
      clearTariffsResult: cleared.map(({ tariffId, status }) => present({ tariffId, status })),
    }),
    readReply: (payload) => ({
      cleared: listIn(payload, 'clearTariffsResult').map((each) => {
        const tariffId = textIn(each, 'tariffId');
        return { status: textIn(each, 'status') ?? '', ...(tariffId === undefined ? {} : { tariffId }) };
      }),
    }),
  },
  'changes transaction tariff': {
    encode: (it) => ({
      action: 'ChangeTransactionTariff',
      payload: { transactionId: cut(it.transactionId, 36), tariff: it.tariff },
    }),
    ...told,
  },
  'notifies settlement': {
    encode: (it) => ({
      action: 'NotifySettlement',
      payload: present({
        transactionId: it.transactionId,
        pspRef: it.pspRef,
        status: it.status,
        settlementAmount: it.amount,
        settlementTime: writeInstant(it.at),
      }),
    }),
    reply: (reply) => present({ receiptId: reply.receiptId, receiptUrl: reply.receiptUrl }),
    readReply(payload) {
      const receiptId = textIn(payload, 'receiptId');
      const receiptUrl = textIn(payload, 'receiptUrl');
      return {
        ...(receiptId === undefined ? {} : { receiptId }),
        ...(receiptUrl === undefined ? {} : { receiptUrl }),
      };
    },
  },
  'sets user price': ABSENT,
  'tells final cost': ABSENT,
  'reports unplugged': ABSENT,
};

export const TARIFF_DECODERS_2: Decoders = {
  SetDefaultTariff: (it) => ({
    kind: 'sets default tariff',
    evse: numberIn(it, 'evseId') ?? 0,
    tariff: objectIn(it, 'tariff') ?? {},
  }),
  GetTariffs: (it) => ({ kind: 'asks tariffs', evse: numberIn(it, 'evseId') ?? 0 }),
  ClearTariffs: (it) => {
    const ids = strings(it['tariffIds']);
    const evse = numberIn(it, 'evseId');
    return {
      kind: 'clears tariffs',
      ...(ids === undefined ? {} : { ids }),
      ...(evse === undefined ? {} : { evse }),
    };
  },
  ChangeTransactionTariff: (it) => ({
    kind: 'changes transaction tariff',
    transactionId: textIn(it, 'transactionId') ?? '',
    tariff: objectIn(it, 'tariff') ?? {},
  }),
  NotifySettlement: (it) => {
    const transactionId = textIn(it, 'transactionId');
    return {
      kind: 'notifies settlement',
      pspRef: textIn(it, 'pspRef') ?? '',
      status: textIn(it, 'status') ?? '',
      amount: numberIn(it, 'settlementAmount') ?? 0,
      at: instantIn(it, 'settlementTime') ?? instant(0),
      ...(transactionId === undefined ? {} : { transactionId }),
    };
  },
};
