import type { CsmsBug } from '../hooks.ts';

export const csmsNullOptionals: CsmsBug = {
  id: 'csms-null-optionals',
  title: 'Sends optional fields as null',
  source: 'https://github.com/dingo35/SmartEVSE-3.5/issues/239',
  seenOn: 'commercial .NET backend (SmartEVSE #239)',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    says: (said) =>
      said.kind === 'call' && said.action === 'SetChargingProfile'
        ? [{ ...said, payload: { ...said.payload, customData: null } }]
        : [said],
  },
};
