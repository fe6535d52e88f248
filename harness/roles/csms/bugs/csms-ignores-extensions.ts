import type { CsmsBug } from '../hooks.ts';

export const csmsIgnoresExtensions: CsmsBug = {
  id: 'csms-ignores-extensions',
  title: 'Keeps the first end of a dispatch that is made longer or shorter',
  source: 'https://github.com/BottlecapDave/HomeAssistant-OctopusEnergy/issues/1088',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    learns: (learned, before) => ({
      ...learned,
      dispatches: (learned.dispatches ?? []).map(
        (each) => before.dispatches?.find(({ from }) => from === each.from) ?? each,
      ),
    }),
  },
};
