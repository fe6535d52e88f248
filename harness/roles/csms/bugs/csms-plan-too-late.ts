import type { CsmsBug } from '../hooks.ts';

export const csmsPlanTooLate: CsmsBug = {
  id: 'csms-plan-too-late',
  title: 'Sends the plan ten minutes after the start',
  source: 'https://github.com/JoaoPedroBelo/bmw-wallbox-ha/issues/15',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    sendAfter: 600,
  },
};
