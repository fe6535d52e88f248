import type { CsmsBug } from '../hooks.ts';

export const csmsAnyTxidCloses: CsmsBug = {
  id: 'csms-any-txid-closes',
  title: 'Ends whatever transaction runs, whatever id is said',
  source: 'https://github.com/dallmann-consulting/OCPP.Core/issues/34',
  seenOn: 'OCPP.Core (by design)',
  severity: 3,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    endsAnything: true,
  },
};
