import type { CsmsBug } from '../hooks.ts';

export const csmsMeasurandProbeClobbers: CsmsBug = {
  id: 'csms-measurand-probe-clobbers',
  title: 'Leaves the station with voltage as its only measurand',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1363',
  alsoSeen: ['https://github.com/lbbrhzn/ocpp/issues/1617', 'https://github.com/lbbrhzn/ocpp/commit/7aaab35'],
  seenOn: 'lbbrhzn #1363, #1617; before #2041',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    measurands: 'Voltage',
  },
};
