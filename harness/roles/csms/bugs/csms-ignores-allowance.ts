import type { CsmsBug } from '../hooks.ts';

export const csmsIgnoresAllowance: CsmsBug = {
  id: 'csms-ignores-allowance',
  title: 'Knows nothing of the allowance',
  source: 'https://github.com/springfall2008/batpred/pull/4829',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    learns: (learned) => {
      const { smart, ...rest } = learned;
      if (smart === undefined) return learned;
      const { allowance: _, ...terms } = smart;
      return { ...rest, smart: terms };
    },
  },
};
