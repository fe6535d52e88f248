import type { CsmsBug } from '../hooks.ts';

export const csmsStoptxWithoutIdtagCrash: CsmsBug = {
  id: 'csms-stoptx-without-idtag-crash',
  title: 'Fails on the end of a transaction that carries no token',
  source: 'https://github.com/dallmann-consulting/OCPP.Core/issues/47',
  alsoSeen: ['https://github.com/dallmann-consulting/OCPP.Core/issues/31'],
  seenOn: 'OCPP.Core before 2024-03',
  severity: 1,
  dialects: ['ocpp1.6'],
  hooks: {
    refuses: (kind, facts) =>
      kind === 'ends transaction' && !('token' in facts && facts.token !== undefined)
        ? 'InternalError'
        : undefined,
  },
};
