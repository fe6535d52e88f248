import type { CsmsBug } from '../hooks.ts';

export const csmsFallbackRemoved: CsmsBug = {
  id: 'csms-fallback-removed',
  title: 'Gives up where a station takes no station maximum',
  source: 'https://github.com/lbbrhzn/ocpp/issues/2158',
  alsoSeen: ['https://github.com/lbbrhzn/ocpp/pull/2150'],
  seenOn: 'lbbrhzn/ocpp 0.12.0 (#2131)',
  severity: 2,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    neverRetries: true,
  },
};
