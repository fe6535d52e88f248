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
];
