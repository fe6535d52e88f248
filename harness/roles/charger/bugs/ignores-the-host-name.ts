import type { ChargerBug } from '../hooks.ts';

export const ignoresTheHostName: ChargerBug = {
  id: 'ignores-the-host-name',
  title: 'Takes a certificate of the right authority for any host',
  atTheDoor: true,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    tls: (right) => ({ ...right, checksHost: false }),
  },
};
