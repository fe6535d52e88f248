import type { CsmsBug } from '../hooks.ts';

export const csmsSettingsDisableSmart: CsmsBug = {
  id: 'csms-settings-disable-smart',
  title: 'Leaves smart control off once its driver has asked for power at once',
  source: 'https://github.com/BottlecapDave/HomeAssistant-OctopusEnergy/issues/573',
  alsoSeen: ['https://github.com/megakid/ha_octopus_intelligent/issues/26'],
  seenOn: 'Octopus+Ohme (user reports)',
  severity: 1,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    stopsAfterBoost: true,
  },
};
