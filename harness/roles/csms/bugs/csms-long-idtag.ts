import type { CsmsBug } from '../hooks.ts';

export const csmsLongIdtag: CsmsBug = {
  id: 'csms-long-idtag',
  title: 'Makes up tokens of twenty characters for remote starts',
  source: 'https://github.com/lbbrhzn/ocpp/commit/9fb32d0',
  seenOn: 'lbbrhzn before #2075',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    token: 'A1B2C3D4E5F6G7H8I9J0',
  },
};
