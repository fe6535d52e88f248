import type { CsmsBug } from '../hooks.ts';

export const csmsNoPlan: CsmsBug = {
  id: 'csms-no-plan',
  title: 'Sends no plan at all',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    profile: () => undefined,
  },
};
