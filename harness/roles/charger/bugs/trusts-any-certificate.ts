import type { ChargerBug } from '../hooks.ts';

export const trustsAnyCertificate: ChargerBug = {
  id: 'trusts-any-certificate',
  title: 'Connects to whoever answers with TLS, whatever certificate is shown',
  atTheDoor: true,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    tls: (right) => ({ ...right, verify: false }),
  },
};
