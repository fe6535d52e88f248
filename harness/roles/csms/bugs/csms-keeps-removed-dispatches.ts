import type { CsmsBug } from '../hooks.ts';

export const csmsKeepsRemovedDispatches: CsmsBug = {
  id: 'csms-keeps-removed-dispatches',
  title: 'Keeps every dispatch that it ever heard of',
  source: 'https://github.com/BottlecapDave/HomeAssistant-OctopusEnergy/blob/main/_docs/faq.md',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    learns: (learned, before) => ({
      ...learned,
      dispatches: [...(before.dispatches ?? []), ...(learned.dispatches ?? [])],
    }),
  },
};
