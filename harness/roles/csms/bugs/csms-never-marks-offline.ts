import type { CsmsBug } from '../hooks.ts';

export const csmsNeverMarksOffline: CsmsBug = {
  id: 'csms-never-marks-offline',
  title: 'Shows a station as connected for ever',
  source: 'https://github.com/steve-community/steve/issues/355',
  alsoSeen: ['https://github.com/steve-community/steve/issues/828'],
  seenOn: 'SteVe #355/#828',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    books: (books) => ({ ...books, online: true }),
  },
};
