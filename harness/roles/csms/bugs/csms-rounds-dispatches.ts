import { instant } from '../../../time/index.ts';
import type { CsmsBug } from '../hooks.ts';

export const csmsRoundsDispatches: CsmsBug = {
  id: 'csms-rounds-dispatches',
  title: 'Rounds dispatches to half-hours',
  source: 'https://github.com/BottlecapDave/HomeAssistant-OctopusEnergy/issues/884',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    learns: (learned) => ({
      ...learned,
      dispatches: (learned.dispatches ?? []).map((each) => ({
        ...each,
        from: instant(Math.floor(each.from / 1_800_000) * 1_800_000),
        to: instant(Math.ceil(each.to / 1_800_000) * 1_800_000),
      })),
    }),
  },
};
