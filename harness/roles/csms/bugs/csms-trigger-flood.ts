import type { CsmsBug } from '../hooks.ts';

export const csmsTriggerFlood: CsmsBug = {
  id: 'csms-trigger-flood',
  title: 'Triggers meter values every twenty seconds',
  source: 'https://github.com/evcc-io/evcc/issues/32236',
  seenOn: 'evcc watchdog (Mennekes #32236)',
  severity: 3,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    triggersEvery: 20,
  },
};
