import type { CsmsBug } from '../hooks.ts';

export const csmsOldTls: CsmsBug = {
  id: 'csms-old-tls',
  title: 'Speaks TLS 1.1 with those who ask for it',
  atTheDoor: true,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    tls: (right) => ({ ...right, oldest: 'TLSv1.1' }),
  },
};
