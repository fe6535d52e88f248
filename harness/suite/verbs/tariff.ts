import { dispatches } from '../details/dispatches.ts';
import { tariff } from '../details/tariff.ts';
import type { Verb } from './verb.ts';

export const TARIFF: readonly Verb[] = [
  {
    verb: 'publishes',
    shows: [],
    details: [tariff],
    required: ['tariff'],
    about: 'new prices become known',
  },
  {
    verb: 'dispatches',
    shows: [],
    details: [dispatches],
    required: ['dispatches'],
    about: 'the supplier shows this list of extra stretches from now on',
  },
];
