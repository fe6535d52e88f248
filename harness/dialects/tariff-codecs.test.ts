import { describe, expect, it } from 'vitest';
import { instant } from '../time/index.ts';
import { validate } from '../wire/index.ts';
import { dialectOf } from './dialect-of.ts';
import type { DialectId, Intent, Reply } from './intents.ts';

const at = instant(Date.parse('2026-01-14T23:30:00Z'));
const text = { format: 'UTF8', language: 'en', content: '7 p per kWh' };
const tariff = { tariffId: 't', currency: 'GBP', energy: { prices: [{ priceKwh: 0.07 }] } };
const transaction = {
  evse: 1,
  connector: 1,
  transactionId: 'T1',
  at,
  seqNo: 3,
  samples: [],
  trigger: 'MeterValuePeriodic',
};

interface Case {
  readonly dialects: readonly DialectId[];
  readonly request: Intent;
  readonly reply: Reply;
}
const NEW: readonly DialectId[] = ['ocpp2.0.1', 'ocpp2.1'];
const NEWEST: readonly DialectId[] = ['ocpp2.1'];
const OLD: readonly DialectId[] = ['ocpp1.6'];

const CASES: readonly Case[] = [
  {
    dialects: NEW,
    request: {
      kind: 'sets display message',
      message: {
        id: 1,
        priority: 'InFront',
        state: 'Idle',
        from: at,
        until: at,
        transactionId: 'T1',
        evse: 1,
        text,
      },
    },
    reply: { status: 'NotSupportedState', reason: 'NoSuchState' },
  },
  {
    dialects: NEWEST,
    request: {
      kind: 'sets display message',
      message: { id: 1, priority: 'InFront', text, extra: [{ ...text, language: 'cy' }] },
    },
    reply: { status: 'LanguageNotSupported' },
  },
  {
    dialects: NEW,
    request: {
      kind: 'asks display messages',
      requestId: 7,
      ids: [1, 2],
      priority: 'InFront',
      inState: 'Idle',
    },
    reply: { status: 'Accepted' },
  },
  { dialects: NEW, request: { kind: 'clears display message', id: 1 }, reply: { status: 'Unknown' } },
  {
    dialects: NEW,
    request: {
      kind: 'reports display messages',
      requestId: 7,
      messages: [{ id: 1, priority: 'AlwaysFront', text }],
      more: true,
    },
    reply: {},
  },
  { dialects: NEW, request: { kind: 'updates cost', transactionId: 'T1', cost: 1.25 }, reply: {} },
  {
    dialects: OLD,
    request: {
      kind: 'updates cost',
      transactionId: '7',
      cost: 1.25,
      running: {
        at,
        meterValue: 1200,
        state: 'Charging',
        prices: { kWhPrice: 0.28, hourPrice: 0.1, flatFee: 1, idle: { graceMinutes: 30, hourPrice: 1 } },
        next: { at, prices: { kWhPrice: 0.07 } },
        trigger: { atTime: at, atEnergykWh: 3, atPowerkW: 2, atStatus: ['SuspendedEV'] },
      },
    },
    reply: { status: 'Rejected' },
  },
  {
    dialects: OLD,
    request: { kind: 'sets user price', token: 'TAG', text: '7 p', extra: [text] },
    reply: { status: 'Accepted' },
  },
  {
    dialects: OLD,
    request: { kind: 'tells final cost', transactionId: '7', cost: 3.31, text: '3.31', extra: [] },
    reply: { status: 'Accepted' },
  },
  {
    dialects: OLD,
    request: { kind: 'reports unplugged', transactionId: '7', at },
    reply: { status: 'Accepted' },
  },
  {
    dialects: NEWEST,
    request: { kind: 'sets default tariff', evse: 0, tariff },
    reply: { status: 'TooManyElements' },
  },
  {
    dialects: NEWEST,
    request: { kind: 'asks tariffs', evse: 0 },
    reply: {
      status: 'Accepted',
      assignments: [
        { tariffId: 't', kind: 'DriverTariff', evses: [1], validFrom: at, tokens: ['TAG'] },
        { tariffId: 'u', kind: 'DefaultTariff', evses: [1, 2] },
      ],
    },
  },
  {
    dialects: NEWEST,
    request: { kind: 'clears tariffs', ids: ['t'], evse: 1 },
    reply: { cleared: [{ tariffId: 't', status: 'Accepted' }] },
  },
  {
    dialects: NEWEST,
    request: { kind: 'changes transaction tariff', transactionId: 'T1', tariff },
    reply: { status: 'NoCurrencyChange' },
  },
  {
    dialects: NEWEST,
    request: {
      kind: 'notifies settlement',
      transactionId: 'T1',
      pspRef: 'P1',
      status: 'Settled',
      amount: 3.31,
      at,
    },
    reply: { receiptId: 'R1', receiptUrl: 'https://example.com/r1' },
  },
  {
    dialects: NEW,
    request: { kind: 'authorizes', token: 'TAG' },
    reply: { status: 'Accepted', personalMessage: text, language: 'en' },
  },
  {
    dialects: NEWEST,
    request: { kind: 'authorizes', token: 'TAG' },
    reply: { status: 'Accepted', tariff, allowedEnergyTransfer: ['AC_single_phase', 'AC_BPT'] },
  },
  {
    dialects: NEW,
    request: { kind: 'updates transaction', ...transaction },
    reply: { tokenStatus: 'Accepted', totalCost: 0, updatedPersonalMessage: text, personalMessage: text },
  },
  {
    dialects: NEWEST,
    request: {
      kind: 'ends transaction',
      ...transaction,
      tariffId: 't',
      limit: { maxCost: 5, maxEnergy: 10_000, maxTime: 3600 },
      costDetails: {
        currency: 'GBP',
        type: 'NormalCost',
        parts: { energy: { exclTax: 1, inclTax: 1.05 }, fixed: { exclTax: 0.5 } },
        total: { exclTax: 1.5, inclTax: 1.55 },
        usage: { energy: 10, chargingTime: 3600, idleTime: 60, reservationTime: 0 },
        periods: [{ tariffId: 't', start: at, dimensions: [{ type: 'Energy', volume: 10 }] }],
        reason: 'none',
        failed: true,
      },
    },
    reply: {
      updatedPersonalMessage: text,
      updatedPersonalMessageExtra: [{ ...text, language: 'cy' }],
      limit: { maxCost: 5 },
      totalCost: 1.55,
    },
  },
];

const rows = CASES.flatMap(({ dialects, request, reply }) =>
  dialects.map((dialect) => ({ dialect, name: request.kind, request, reply })),
);

describe('prices and display on the wire', () => {
  it.each(rows)(
    '$dialect: $name and its answer say the same after a journey',
    ({ dialect, request, reply }) => {
      const spoken = dialectOf(dialect);
      const message = spoken.encodeRequest(request);
      expect(validate(dialect, message.action, 'request', message.payload)).toEqual([]);
      expect(spoken.decodeRequest(message)).toEqual(request);
      const answer = spoken.encodeReply(request, reply);
      expect(validate(dialect, message.action, 'response', answer)).toEqual([]);
      expect(spoken.decodeReply(request, answer)).toEqual(reply);
    },
  );

  it.each(['{', '[]', '7', 'null', '{"transactionId":[]}'])('1.6: data that is %s does no harm', (data) => {
    const payload = { vendorId: 'org.openchargealliance.costmsg', messageId: 'RunningCost', data };
    const intent = dialectOf('ocpp1.6').decodeRequest({ action: 'DataTransfer', payload });
    expect(['notifies', 'updates cost']).toContain(intent?.kind);
  });
});
