import type { CsmsBug } from '../hooks.ts';

export const csmsForgetsReplug: CsmsBug = {
  id: 'csms-forgets-replug',
  title: 'Plans for the first transaction only',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    ignoresReplug: true,
  },
};
