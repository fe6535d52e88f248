import type { CsmsBug } from '../hooks.ts';

export const csmsFixedHighStacklevel: CsmsBug = {
  id: 'csms-fixed-high-stacklevel',
  title: 'Uses the highest stack level that it ever saw, and no other',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1703',
  alsoSeen: [
    'https://github.com/lbbrhzn/ocpp/issues/1737',
    'https://github.com/evcc-io/evcc/issues/15493',
    'https://github.com/JoaoPedroBelo/bmw-wallbox-ha/pull/18',
  ],
  seenOn: 'lbbrhzn/ocpp 0.10.x (ABB; EVBox level 6, cause there not proven); evcc 0.130; bmw-wallbox-ha',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    ignoresLimits: true,
  },
};
