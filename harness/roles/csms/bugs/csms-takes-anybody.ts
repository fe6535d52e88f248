import { OPEN } from '../../../wire/index.ts';
import type { CsmsBug } from '../hooks.ts';

export const csmsTakesAnybody: CsmsBug = {
  id: 'csms-takes-anybody',
  title: 'Lets in and serves an identity that nobody provisioned',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    door: (right) => (right.kind === 'http' ? OPEN : right),
  },
};
