import type { CsmsBug } from '../hooks.ts';

export const csmsPollsEveryQuarterHour: CsmsBug = {
  id: 'csms-polls-every-quarter-hour',
  title: 'Hears of dispatches a quarter of an hour late',
  source: 'https://github.com/BottlecapDave/HomeAssistant-OctopusEnergy/issues/1781',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    hearsAfter: 900,
  },
};
