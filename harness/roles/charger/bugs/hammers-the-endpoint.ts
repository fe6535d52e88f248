import type { ChargerBug } from '../hooks.ts';

export const hammersTheEndpoint: ChargerBug = {
  id: 'hammers-the-endpoint',
  title: 'Dials again five times a second while it is refused',
  source: 'https://github.com/EVerest/libocpp/commit/ba53f415',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    backOff: () => 0.2,
  },
};
