import type { CsmsBug } from '../hooks.ts';

export const csmsSlotEnergyOverestimated: CsmsBug = {
  id: 'csms-slot-energy-overestimated',
  title: 'Plans by the power that the fuse allows, whatever the meter says',
  source: 'https://github.com/springfall2008/batpred/issues/4952',
  seenOn: 'Ohme via Predbat',
  severity: 3,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    ignoresMeter: true,
  },
};
