import { askedUnit, duration } from '../details/composite.ts';
import {
  charge,
  hold,
  kind,
  maxOffline,
  planUnit,
  purpose,
  stackLevel,
  voidAfterOffline,
  everything,
} from '../details/plan.ts';
import { image, signed } from '../details/firmware.ts';
import { how } from '../details/reset.ts';
import { schedule } from '../details/schedule.ts';
import { by, evse, token } from '../details/target.ts';
import type { Verb } from './verb.ts';

export const CSMS: readonly Verb[] = [
  {
    verb: 'sets charging profile',
    shows: ['sets charging profile'],
    details: [
      schedule,
      purpose,
      kind,
      planUnit,
      charge,
      hold,
      stackLevel,
      maxOffline,
      voidAfterOffline,
      evse,
      by,
    ],
    about: 'sends a plan',
  },
  {
    verb: 'clears charging profile',
    shows: ['clears charging profile'],
    details: [purpose, stackLevel, evse, by, everything],
    about: 'takes plans back',
  },
  {
    verb: 'asks composite schedule',
    shows: ['asks composite schedule'],
    details: [duration, askedUnit, evse, by],
    about: 'asks what the charger will allow',
  },
  {
    verb: 'starts remotely',
    shows: ['starts remotely'],
    details: [token, schedule, planUnit, charge, hold, evse],
    about: 'asks for a transaction, with a plan where a schedule is given',
  },
  {
    verb: 'reads settings',
    shows: ['reads variables'],
    details: [],
    about: 'asks for configuration values of the charger',
  },
  {
    verb: 'updates firmware',
    shows: ['updates firmware'],
    details: [image, signed],
    required: ['image'],
    about: 'has the charger fetch and install an image',
  },
  { verb: 'resets', shows: ['resets'], details: [how], required: ['how'], about: 'has the charger boot' },
  { verb: 'stops remotely', shows: ['stops remotely'], details: [evse], about: 'ends a transaction' },
];
