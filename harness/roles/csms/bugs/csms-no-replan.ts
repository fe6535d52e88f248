import type { CsmsBug } from '../hooks.ts';

export const csmsNoReplan: CsmsBug = {
  id: 'csms-no-replan',
  title: 'Keeps its plan when the tariff changes',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    ignoresTariffs: true,
  },
};
