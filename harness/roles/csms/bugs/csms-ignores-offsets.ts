import { instant, offsetAt } from '../../../time/index.ts';
import type { CsmsBug } from '../hooks.ts';

export const csmsIgnoresOffsets: CsmsBug = {
  id: 'csms-ignores-offsets',
  title: 'Reads a time with an offset as if it had none',
  source: 'https://github.com/openWB/core/pull/2272',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    samples: (samples) =>
      samples.map((sample) => ({
        ...sample,
        at: instant(sample.at + offsetAt('Europe/London', sample.at) * 1000),
      })),
  },
};
