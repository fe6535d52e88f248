import type { CsmsBug } from '../hooks.ts';

export const csmsStartscheduleNow: CsmsBug = {
  id: 'csms-startschedule-now',
  title: 'Lets the plan begin now, by its own clock',
  source: 'https://github.com/evcc-io/evcc/pull/16430',
  seenOn: 'evcc before #16430',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    beginsNow: true,
    noDefault: true,
  },
};
