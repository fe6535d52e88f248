import type { CsmsBug } from '../hooks.ts';

export const csmsIgnoresRateunit: CsmsBug = {
  id: 'csms-ignores-rateunit',
  title: 'Never reads which unit the station takes, and sends amperes',
  source: 'https://github.com/lbbrhzn/ocpp/issues/2134',
  seenOn: 'lbbrhzn/ocpp before 0.12',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    ignoresUnits: true,
    style: (style) => ({ ...style, unit: 'A' }),
  },
};
