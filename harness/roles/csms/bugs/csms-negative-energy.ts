import type { CsmsBug } from '../hooks.ts';

export const csmsNegativeEnergy: CsmsBug = {
  id: 'csms-negative-energy',
  title: 'Bills meterStop minus meterStart, whatever they are',
  source: 'https://github.com/dallmann-consulting/OCPP.Core/issues/33',
  seenOn: 'OCPP.Core',
  severity: 2,
  dialects: ['ocpp1.6'],
  hooks: {
    bill: (session, { meterStart, meterStop, standard }) =>
      meterStop === undefined
        ? session
        : {
            ...session,
            wattHours: meterStop - meterStart,
            pence: ((meterStop - meterStart) / 1000) * standard,
          },
  },
};
