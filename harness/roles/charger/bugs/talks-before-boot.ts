import type { ChargerBug } from '../hooks.ts';

export const talksBeforeBoot: ChargerBug = {
  id: 'talks-before-boot',
  title: 'Sends a Heartbeat before its BootNotification',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1414',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    beforeBoot: ({ send }) => send({ kind: 'heartbeats' }),
  },
};
