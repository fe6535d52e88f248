import { OPEN } from '../../../wire/index.ts';
import type { CsmsBug } from '../hooks.ts';

export const csmsAnyPassword: CsmsBug = {
  id: 'csms-any-password',
  title: 'Lets a station in whatever password it shows',
  atTheDoor: true,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    door: (right) => (right.kind === 'http' && right.status === 401 ? OPEN : right),
  },
};
