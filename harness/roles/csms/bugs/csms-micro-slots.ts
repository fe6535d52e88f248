import type { CsmsBug } from '../hooks.ts';

export const csmsMicroSlots: CsmsBug = {
  id: 'csms-micro-slots',
  title: 'Drops dispatches of less than twenty minutes',
  source: 'https://github.com/netzero-labs/netzero/issues/207',
  alsoSeen: ['https://github.com/BottlecapDave/HomeAssistant-OctopusEnergy/issues/1844'],
  seenOn: 'Octopus (2025/26)',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    learns: (learned) => ({
      ...learned,
      dispatches: (learned.dispatches ?? []).filter(({ from, to }) => to - from >= 1_200_000),
    }),
  },
};
