import type { ChargerBug } from '../hooks.ts';
import { LEGACY } from './dialects.ts';

import { inCalls, inside } from './spoil.ts';

const REGISTER = 'Energy.Active.Import.Register';

/** The meter values are wrong, or are not what they are called. */
export const METER_BUGS: readonly ChargerBug[] = [
  {
    id: 'register-resets-per-session',
    tolerated: 'many chargers do it, and 2.x only advises against it',
    title: 'Begins its register at 0 for every session',
    source: 'https://github.com/lbbrhzn/ocpp/blob/main/docs/user-guide.md',
    alsoSeen: ['https://github.com/lbbrhzn/ocpp/pull/919'],
    seenOn: 'Grizzl-E; Vestel EVC04; many (HA PR 919)',
    remedy: 'Count energy by session: meterStop less meterStart',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      samples: (samples, { notes }) =>
        samples.map((sample) => {
          if (sample.measurand !== REGISTER) return sample;
          const before = notes.get('last') ?? sample.value;
          // A session is over when a car has stood for an hour.
          if (!notes.has('start') || sample.at - (notes.get('at') ?? 0) > 1_000_000)
            notes.set('start', before);
          notes.set('at', sample.at);
          notes.set('last', sample.value);
          return { ...sample, value: sample.value - (notes.get('start') ?? 0) };
        }),
    },
  },
  {
    id: 'register-mixes-session-and-lifetime',
    title: 'Gives the register of the session and of its life by turns',
    source: 'https://github.com/lbbrhzn/ocpp/issues/374',
    seenOn: 'ABB Terra fw 1.5.2',
    remedy: 'Ignore readings below the last one',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      samples: (samples, { notes }) => {
        notes.set('turn', (notes.get('turn') ?? 0) + 1);
        return samples.map((sample) =>
          sample.measurand === REGISTER && (notes.get('turn') ?? 0) % 5 === 0
            ? { ...sample, value: 0 }
            : sample,
        );
      },
    },
  },
  {
    id: 'import-reported-as-export',
    title: 'Calls the power that it draws exported',
    source: 'https://github.com/lbbrhzn/ocpp/issues/176',
    seenOn: 'Grizzl-E Smart 5.5x',
    remedy: 'Take the register for evidence',
    severity: 3,
    dialects: LEGACY,
    hooks: {
      samples: (samples) =>
        samples.map((sample) =>
          sample.measurand === 'Power.Active.Import'
            ? { ...sample, measurand: 'Power.Active.Export' }
            : sample,
        ),
    },
  },
  {
    id: 'meterstart-zero',
    title: 'Says that every session starts at 0 Wh',
    source: 'https://github.com/evcc-io/evcc/pull/14733',
    alsoSeen: [
      'https://github.com/evcc-io/evcc/issues/10399',
      'https://github.com/mobilityhouse/ocpp/issues/186',
    ],
    seenOn: 'EVBox Elvi; Growatt THOR; ABB Terra AC (register per session)',
    remedy: 'Take the first sample for the start',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      says: inCalls(['StartTransaction'], (payload) => ({ ...payload, meterStart: 0 })),
    },
  },
  {
    id: 'unit-omitted',
    tolerated: '1.6 gives a default for energy and says nothing of power',
    title: 'Leaves the unit out',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1989',
    seenOn: 'Autel MaxiCharger 2.0.1',
    remedy: 'Compare with the register to find out the unit',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      says: inside(['MeterValues'], (object) => {
        const { unit: _, ...bare } = object;
        return bare;
      }),
    },
  },
  {
    id: 'number-instead-of-string',
    title: 'Sends readings as numbers',
    source: 'https://github.com/lbbrhzn/ocpp/issues/210',
    alsoSeen: ['https://github.com/mobilityhouse/ocpp/issues/353'],
    seenOn: 'OpenEVSE 2021; others',
    remedy: 'Update the firmware',
    severity: 3,
    dialects: LEGACY,
    hooks: {
      says: inside(['MeterValues'], (object) =>
        typeof object['value'] === 'string' ? { ...object, value: Number(object['value']) } : object,
      ),
    },
  },
  {
    id: 'metervalue-object-not-array',
    title: 'Sends one meter value where a list belongs',
    source: 'https://github.com/lbbrhzn/ocpp/issues/1144',
    seenOn: 'Huawei wallbox (2024-04)',
    remedy: 'Update the firmware',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      says: inCalls(['MeterValues'], (payload) => {
        const values = payload['meterValue'];
        return { ...payload, meterValue: Array.isArray(values) ? (values[0] as unknown) : values };
      }),
    },
  },
  {
    id: 'empty-sampledvalue',
    title: 'Sends meter values without readings',
    source: 'https://github.com/lbbrhzn/ocpp/issues/466',
    seenOn: 'Vestel EVC04',
    remedy: 'Update the firmware',
    severity: 2,
    dialects: LEGACY,
    hooks: {
      says: inside(['MeterValues'], (object) =>
        'sampledValue' in object ? { ...object, sampledValue: [] } : object,
      ),
    },
  },
];
