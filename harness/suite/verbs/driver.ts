import { token } from '../details/target.ts';
import type { Verb } from './verb.ts';

export const DRIVER: readonly Verb[] = [
  { verb: 'plugs in', shows: [], details: [], about: 'connects the vehicle, at its given charge' },
  { verb: 'unplugs', shows: [], details: [], about: 'takes the cable out' },
  { verb: 'presents token', shows: [], details: [token], about: 'holds a card to the reader' },
];
