import type { ChargerBug } from '../hooks.ts';
import { LEGACY, NEWER } from './dialects.ts';
import { inCalls, inside } from './spoil.ts';

/** Messages are not what OCPP-J calls a message. */
export const FRAME_BUGS: readonly ChargerBug[] = [
  {
    id: 'json-leading-comma',
    title: 'Puts a comma before the first reading',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1078',
    seenOn: 'ZJ Beny (fixed about 1.0.31)',
    remedy: 'Update the firmware',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      says: (said) =>
        said.action === 'MeterValues' && said.kind === 'call'
          ? [
              JSON.stringify([2, said.id, said.action, said.payload]).replace(
                '"sampledValue":[',
                '"sampledValue":[,',
              ),
            ]
          : [said],
    },
  },
  {
    id: 'json-truncated',
    title: 'Cuts its answers off before the end',
    source: 'https://github.com/lbbrhzn/ocpp/issues/176',
    seenOn: 'Grizzl-E 5.51',
    remedy: 'Update the firmware',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      says: (said) =>
        said.kind === 'result' ? [JSON.stringify([3, said.id, said.payload]).slice(0, -2)] : [said],
    },
  },
  {
    id: 'bad-enum',
    title: 'Sends an error code that does not exist',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1248',
    alsoSeen: ['https://github.com/lbbrhzn/ocpp/issues/1576'],
    seenOn: 'Legrand GreenUp; Charge Amps Halo',
    remedy: 'Update the firmware',
    severity: 3,
    dialects: LEGACY,
    hooks: {
      says: inCalls(['StatusNotification'], (payload) => ({ ...payload, errorCode: 'Error' })),
    },
  },
  {
    id: 'empty-required-string',
    title: 'Leaves its vendor empty',
    source: 'https://github.com/evcc-io/evcc/issues/32170',
    seenOn: 'Huawei SCharger-22KT-S0 V100R023C10SPC220',
    remedy: 'Update the firmware',
    severity: 3,
    dialects: LEGACY,
    hooks: {
      says: inCalls(['BootNotification'], (payload) => ({ ...payload, chargePointVendor: '' })),
    },
  },
  {
    id: 'timestamp-without-zone',
    title: 'Writes times without a zone',
    source: 'https://github.com/evcc-io/evcc/issues/10399',
    seenOn: 'Growatt THOR',
    remedy: 'Take such times for the zone of the site',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      says: inside(['StartTransaction', 'StopTransaction', 'MeterValues', 'StatusNotification'], (object) =>
        typeof object['timestamp'] === 'string'
          ? { ...object, timestamp: object['timestamp'].replace(/(\.\d+)?Z$/, '') }
          : object,
      ),
    },
  },
  {
    id: 'preboot-1970-timestamps',
    tolerated: 'the timestamp of a StatusNotification is optional in 1.6',
    title: 'Dates its first messages to 1970',
    source: 'https://github.com/matth-x/MicroOcpp/pull/354',
    alsoSeen: ['https://github.com/matth-x/MicroOcpp/issues/311'],
    seenOn: 'MicroOcpp before 1.2 (#354, #311)',
    remedy: 'Ignore what is dated before the boot',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      says: inside(['StatusNotification', 'MeterValues'], (object, _, notes) => {
        if (typeof object['timestamp'] !== 'string') return object;
        notes.set('told', (notes.get('told') ?? 0) + 1);
        return (notes.get('told') ?? 0) > 2 ? object : { ...object, timestamp: '1970-01-01T00:00:07Z' };
      }),
    },
  },
  {
    id: 'parallel-calls-unknown-ids',
    title: 'Answers under ids that nobody used',
    source: 'https://github.com/JoaoPedroBelo/bmw-wallbox-ha/issues/14',
    seenOn: 'BMW Wallbox Gen 4',
    remedy: 'Send one message at a time, and wait long',
    severity: 2,
    dialects: NEWER,
    hooks: {
      says: (said) => [said.kind === 'result' ? { ...said, id: `${said.id}-late` } : said],
    },
  },
];
