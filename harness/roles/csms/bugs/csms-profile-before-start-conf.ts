import type { CsmsBug } from '../hooks.ts';

export const csmsProfileBeforeStartConf: CsmsBug = {
  id: 'csms-profile-before-start-conf',
  title: 'Sends the plan at the plug, before there is a transaction',
  source: 'https://github.com/steve-community/steve/issues/1376',
  seenOn: 'SteVe fork (#1376)',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    plansAtPlug: true,
    noDefault: true,
    neverRetries: true,
  },
};
