import type { Verb } from './verb.ts';

export const OPERATOR: readonly Verb[] = [
  {
    verb: 'activates station',
    shows: [],
    details: [],
    about: 'takes the station in at the CSMS, as an installer does when OCPP is set up',
  },
  { verb: 'reads books', shows: [], details: [], about: 'asks the CSMS what it shows of the station now' },
  {
    verb: 'corrects credentials',
    shows: [],
    details: [],
    about: 'from now on the side that we play shows what it should',
  },
];
