import type { CsmsBug } from '../hooks.ts';

export const csmsTrustsCurrentOffered: CsmsBug = {
  id: 'csms-trusts-current-offered',
  title: 'Takes Current.Offered for the truth, and is stuck at 6 A',
  source: 'https://github.com/evcc-io/evcc/issues/31874',
  seenOn: 'evcc (#31874, 2026-07; fix not checked)',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    adopts: (samples) => (samples.some(({ measurand }) => measurand === 'Current.Offered') ? 6 : undefined),
  },
};
