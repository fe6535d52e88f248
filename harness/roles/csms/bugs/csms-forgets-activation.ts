import type { CsmsBug } from '../hooks.ts';

export const csmsForgetsActivation: CsmsBug = {
  id: 'csms-forgets-activation',
  title: 'Goes on rejecting a station that was activated while it waited',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    activates: false,
  },
};
