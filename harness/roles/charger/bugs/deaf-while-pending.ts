import type { ChargerBug } from '../hooks.ts';

export const deafWhilePending: ChargerBug = {
  id: 'deaf-while-pending',
  title: 'Answers nothing until it was accepted, so that it can never be set up',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1503',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    whilePending: 'silence',
  },
};
