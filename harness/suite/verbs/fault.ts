import type { Verb } from './verb.ts';

export const FAULT: readonly Verb[] = [
  { verb: 'link down', shows: [], details: [], about: 'the connection is cut and refused' },
  { verb: 'link half open', shows: [], details: [], about: 'the connection stands, nothing passes' },
];
