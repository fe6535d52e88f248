import type { CsmsBug } from '../hooks.ts';

export const csmsCallsBeforeBootConf: CsmsBug = {
  id: 'csms-calls-before-boot-conf',
  title: 'Asks the station for its configuration as soon as the socket is open',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1503',
  alsoSeen: [
    'https://github.com/lbbrhzn/ocpp/issues/1510',
    'https://github.com/evcc-io/evcc/pull/27309',
    'https://github.com/lbbrhzn/ocpp/pull/162',
  ],
  seenOn: 'lbbrhzn/ocpp; evcc before #27309',
  severity: 1,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    hasty: true,
  },
};
