import type { CsmsBug } from '../hooks.ts';

export const csmsNoCallTimeout: CsmsBug = {
  id: 'csms-no-call-timeout',
  title: 'Waits for ever for one answer, and sends nothing more',
  source: 'https://github.com/steve-community/steve/issues/741',
  seenOn: 'SteVe #741',
  severity: 1,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    waitsForEver: true,
  },
};
