import type { CsmsBug } from '../hooks.ts';

export const csmsUnitDefaultWrong: CsmsBug = {
  id: 'csms-unit-default-wrong',
  title: 'Reads a sample without unit as kW and kWh',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1989',
  seenOn: 'lbbrhzn #1989',
  severity: 3,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    bill: (session) => ({ ...session, wattHours: session.wattHours * 1000, pence: session.pence * 1000 }),
  },
};
