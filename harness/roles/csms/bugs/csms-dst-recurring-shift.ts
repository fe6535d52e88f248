import type { CsmsBug } from '../hooks.ts';

export const csmsDstRecurringShift: CsmsBug = {
  id: 'csms-dst-recurring-shift',
  title: 'Sends a daily plan once and never again: an hour off when the clocks have changed',
  source: 'https://github.com/sap-labs-france/ev-dashboard/issues/2043',
  seenOn: 'SAP e-mobility (2020)',
  severity: 1,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    neverRenews: true,
    noDefault: true,
  },
};
