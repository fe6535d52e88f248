import type { CsmsBug } from '../hooks.ts';

export const csmsProxyConfigFight: CsmsBug = {
  id: 'csms-proxy-config-fight',
  title: 'Never asks whether its plan is still there',
  source: 'https://github.com/ocpp-balanz/ocpp-2w-proxy/issues/3',
  alsoSeen: ['https://github.com/evcc-io/evcc/pull/29154'],
  seenOn: 'ocpp-2w-proxy author (ABB); evcc forwarder',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    neverVerifies: true,
  },
};
