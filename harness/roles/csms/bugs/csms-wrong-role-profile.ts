import type { CsmsBug } from '../hooks.ts';

export const csmsWrongRoleProfile: CsmsBug = {
  id: 'csms-wrong-role-profile',
  title: 'Believes that it sends plans, and nothing goes out',
  source: 'https://github.com/ConnectorIO/connectorio-addons/pull/157',
  seenOn: 'ConnectorIO before #157',
  severity: 1,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    profile: () => undefined,
    books: (books) => ({ ...books, plan: 'accepted' }),
  },
};
