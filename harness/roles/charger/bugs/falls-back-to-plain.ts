import type { ChargerBug } from '../hooks.ts';

export const fallsBackToPlain: ChargerBug = {
  id: 'falls-back-to-plain',
  title: 'Dials without TLS, although its security profile says TLS',
  atTheDoor: true,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    tls: () => undefined,
  },
};
