import { down, late, up, way } from '../details/fault.ts';
import type { Verb } from './verb.ts';

export const FAULT: readonly Verb[] = [
  { verb: 'link down', shows: [], details: [], about: 'the connection is cut, and new ones are refused' },
  {
    verb: 'link half open',
    shows: [],
    details: [way],
    about: 'the connection stands and nothing passes, now or later; only a new one will work',
  },
  {
    verb: 'link refused',
    shows: [],
    details: [],
    about: 'the open connection stands, new ones are refused',
  },
  { verb: 'link flapping', shows: [], details: [down, up], about: 'the connection is cut again and again' },
  { verb: 'link slow', shows: [], details: [late], about: 'every message is late' },
  {
    verb: 'second connection',
    shows: [],
    details: [],
    about: 'somebody else connects under the identity of the charger, and repeats what it has said',
  },
  { verb: 'power cut', shows: [], details: [], about: 'the charger has no supply' },
];
