import type { CsmsBug } from '../hooks.ts';

export const csmsWsTimeoutEqualsHeartbeat: CsmsBug = {
  id: 'csms-ws-timeout-equals-heartbeat',
  title: 'Cuts a station that was silent for four minutes',
  source: 'https://github.com/evcc-io/evcc/pull/33099',
  alsoSeen: [
    'https://github.com/evcc-io/evcc/issues/32236',
    'https://github.com/ConnectorIO/connectorio-addons/issues/131',
  ],
  seenOn: 'evcc before #33099 (Mennekes 4You, 17 drops); ConnectorIO #131 (Wallbox)',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    cutsAfter: 240,
  },
};
