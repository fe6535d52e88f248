import type { CsmsBug } from '../hooks.ts';

export const csmsAnyVersion: CsmsBug = {
  id: 'csms-any-version',
  title: 'Chooses whatever sub-protocol it is offered, also one that it does not speak',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    door: (right) => (right.kind === 'no sub-protocol' ? { kind: 'wrong sub-protocol' } : right),
  },
};
