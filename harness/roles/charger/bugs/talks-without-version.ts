import type { ChargerBug } from '../hooks.ts';

export const talksWithoutVersion: ChargerBug = {
  id: 'talks-without-version',
  title: 'Goes on in its own version when the CSMS chose another',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    anySubprotocol: true,
  },
};
