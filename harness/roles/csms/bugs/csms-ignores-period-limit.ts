import type { CsmsBug } from '../hooks.ts';

export const csmsIgnoresPeriodLimit: CsmsBug = {
  id: 'csms-ignores-period-limit',
  title: 'Sends more periods than the station takes, and gives up',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    ignoresLimits: true,
    neverRetries: true,
  },
};
