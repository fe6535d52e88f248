import type { FrameHooks } from '../../spoiled-link.ts';
import type { ChargerTrait } from '../hooks.ts';

/** How chargers tell of transactions, where that is not as a CSMS would like. */

type Payload = Readonly<Record<string, unknown>>;

/** Changes the payload of the calls of one action. */
const onCall =
  (action: string, change: (payload: Payload) => Payload): NonNullable<FrameHooks['says']> =>
  (said) =>
    said.kind === 'call' && said.action === action ? [{ ...said, payload: change(said.payload) }] : [said];

const withoutZone: ChargerTrait = {
  id: 'times-without-zone',
  title: 'Writes the time of StartTransaction without a zone',
  source: 'https://github.com/evcc-io/evcc/issues/10399',
  hooks: () => ({
    says: onCall('StartTransaction', (payload) => ({
      ...payload,
      timestamp: String(payload['timestamp']).replace(/Z$/, ''),
    })),
  }),
};

const stopsWithoutToken: ChargerTrait = {
  id: 'stops-without-token',
  title: 'Leaves the idTag out of StopTransaction when the cable is pulled',
  source: 'https://github.com/dallmann-consulting/OCPP.Core/issues/47',
  hooks: () => ({
    says: onCall('StopTransaction', (payload) =>
      Object.fromEntries(Object.entries(payload).filter(([key]) => key !== 'idTag')),
    ),
  }),
};

const strayStop: ChargerTrait = {
  id: 'stray-stop',
  title: 'Ends a transaction that nobody knows, in the middle of another one',
  source: 'https://github.com/dallmann-consulting/OCPP.Core/issues/34',
  hooks: () => ({
    delivered: ({ intent, transaction }, turn) => {
      if (intent.kind !== 'starts transaction') return;
      turn.after(4 * 3600, () => {
        void turn.ask({
          kind: 'ends transaction',
          evse: transaction.evse,
          transactionId: '987654',
          at: turn.now(),
          register: 1,
          samples: [],
          reason: 'Local',
          ...(transaction.known === transaction.own ? { seqNo: 0, trigger: 'StopAuthorized' } : {}),
        });
      });
    },
  }),
};

const lateSamples: ChargerTrait = {
  id: 'late-samples',
  title: 'Sends meter values of a transaction after its end',
  source: 'https://github.com/lbbrhzn/ocpp/pull/2075',
  hooks: () => ({
    delivered: ({ intent, transaction }, turn) => {
      if (intent.kind !== 'ends transaction') return;
      const at = turn.now();
      turn.after(20, () => {
        void turn.ask({
          kind: 'sends meter values',
          evse: transaction.evse,
          ...(transaction.known === undefined ? {} : { transactionId: transaction.known }),
          samples: [
            { at, measurand: 'Power.Active.Import', unit: 'W', value: 0 },
            {
              at,
              measurand: 'Energy.Active.Import.Register',
              unit: 'Wh',
              value: intent.register ?? 0,
            },
          ],
        });
      });
    },
  }),
};

const lowMeterStop: ChargerTrait = {
  id: 'low-meter-stop',
  title: 'Writes 0 as meterStop',
  source: 'https://github.com/dallmann-consulting/OCPP.Core/issues/33',
  hooks: () => ({ says: onCall('StopTransaction', (payload) => ({ ...payload, meterStop: 0 })) }),
};

const repeatsItself: ChargerTrait = {
  id: 'repeats-itself',
  title: 'Sends every end of a transaction twice, the second time 40 seconds later',
  hooks: () => ({
    delivered: ({ intent, transaction }, turn) => {
      if (intent.kind !== 'ends transaction') return;
      const { known } = transaction;
      turn.after(40, () => void turn.ask(known === undefined ? intent : { ...intent, transactionId: known }));
    },
  }),
};

const unusualMessages: ChargerTrait = {
  id: 'unusual-messages',
  title: 'Reports firmware and diagnostics, as it may at any time',
  source: 'https://github.com/evcc-io/evcc/issues/29488',
  hooks: () => ({
    says: onCall('FirmwareStatusNotification', () => ({ status: 'Idle' })),
    delivered: ({ intent }, turn) => {
      if (intent.kind !== 'starts transaction') return;
      turn.after(60, () => void turn.ask({ kind: 'notifies', action: 'FirmwareStatusNotification' }));
    },
  }),
};

const unitOmitted: ChargerTrait = {
  id: 'unit-omitted',
  title: 'Leaves out the unit of its samples where the default is meant',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1989',
  hooks: () => ({
    samples: (samples) =>
      samples.map(({ unit, ...rest }) =>
        unit === 'Wh' || unit === 'W' ? { ...rest, unit: '' } : { ...rest, unit },
      ),
  }),
};

const offeredStands: ChargerTrait = {
  id: 'offered-stands',
  title: 'Says 16 A in Current.Offered all the time',
  source: 'https://github.com/evcc-io/evcc/issues/31874',
  hooks: () => ({
    samples: (samples) => {
      const at = samples[0]?.at;
      return at === undefined
        ? samples
        : [...samples, { at, measurand: 'Current.Offered', unit: 'A', value: 16 }];
    },
  }),
};

const shortTokens: ChargerTrait = {
  id: 'short-tokens',
  title: 'Cannot start with a token of twenty characters',
  source: 'https://github.com/lbbrhzn/ocpp/commit/9fb32d0',
  hooks: () => ({ refusesStart: ({ token }) => token.length >= 20 }),
};

const shifted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shifted);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shifted(inner)]));
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)) return value;
  const at = new Date(Date.parse(value) + 3_600_000).toISOString();
  return `${at.slice(0, 19)}+01:00`;
};

const timesWithOffset: ChargerTrait = {
  id: 'times-with-offset',
  title: 'Writes its times with the offset of British summer',
  hooks: () => ({
    says: (said) =>
      said.kind === 'call' ? [{ ...said, payload: shifted(said.payload) as Payload }] : [said],
  }),
};

export const MESSAGE_TRAITS: readonly ChargerTrait[] = [
  withoutZone,
  stopsWithoutToken,
  strayStop,
  lateSamples,
  lowMeterStop,
  repeatsItself,
  unusualMessages,
  unitOmitted,
  offeredStands,
  shortTokens,
  timesWithOffset,
];
