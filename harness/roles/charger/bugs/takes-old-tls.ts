import type { ChargerBug } from '../hooks.ts';

export const takesOldTls: ChargerBug = {
  id: 'takes-old-tls',
  title: 'Connects over TLS 1.1',
  atTheDoor: true,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    tls: (right) => ({ ...right, oldest: 'TLSv1.1' }),
  },
};
