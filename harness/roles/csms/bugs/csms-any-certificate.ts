import type { CsmsBug } from '../hooks.ts';

export const csmsAnyCertificate: CsmsBug = {
  id: 'csms-any-certificate',
  title: 'Takes any client certificate, whoever signed it',
  atTheDoor: true,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    tls: (right) => ({ ...right, verifies: false }),
  },
};
