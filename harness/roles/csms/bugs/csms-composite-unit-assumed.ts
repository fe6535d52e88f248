import type { CsmsBug } from '../hooks.ts';

export const csmsCompositeUnitAssumed: CsmsBug = {
  id: 'csms-composite-unit-assumed',
  title: 'Reads a composite schedule in the unit that it asked for',
  source: 'https://github.com/sap-labs-france/ev-server/issues/1837',
  seenOn: 'SAP ev-server #1837',
  severity: 3,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    assumesUnit: true,
  },
};
