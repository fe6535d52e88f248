import type { CsmsBug } from '../hooks.ts';

export const csmsConnector0TxdefaultOnly: CsmsBug = {
  id: 'csms-connector0-txdefault-only',
  title: 'Puts every plan on connector 0',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1851',
  seenOn: 'lbbrhzn/ocpp 0.10.9',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    evse: () => 0,
  },
};
