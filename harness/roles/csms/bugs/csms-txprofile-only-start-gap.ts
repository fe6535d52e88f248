import type { CsmsBug } from '../hooks.ts';

export const csmsTxprofileOnlyStartGap: CsmsBug = {
  id: 'csms-txprofile-only-start-gap',
  title: 'Installs no default, and sends the plan at its next poll',
  source: 'https://github.com/JoaoPedroBelo/bmw-wallbox-ha/issues/15',
  seenOn: 'bmw-wallbox-ha before #16',
  severity: 1,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    noDefault: true,
    sendAfter: 120,
  },
};
