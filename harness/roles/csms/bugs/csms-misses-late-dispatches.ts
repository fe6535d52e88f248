import type { CsmsBug } from '../hooks.ts';

export const csmsMissesLateDispatches: CsmsBug = {
  id: 'csms-misses-late-dispatches',
  title: 'Ignores a dispatch that has begun when it hears of it',
  source: 'https://github.com/BottlecapDave/HomeAssistant-OctopusEnergy/issues/732',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    learns: (learned, before, now) => ({
      ...learned,
      dispatches: (learned.dispatches ?? []).filter(
        ({ from }) => from > now || before.dispatches?.some((each) => each.from === from) === true,
      ),
    }),
  },
};
