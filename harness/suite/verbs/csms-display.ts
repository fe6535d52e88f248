import {
  also,
  characters,
  cost,
  format,
  inState,
  language,
  messageId,
  messageIds,
  names,
  priority,
  shownFrom,
  shownUntil,
  transaction,
  value,
  variable,
  words,
} from '../details/display.ts';
import { evse, token } from '../details/target.ts';
import type { Verb } from './verb.ts';

/** What a CSMS says of prices, cost and the display. */
export const CSMS_DISPLAY: readonly Verb[] = [
  {
    verb: 'sets display message',
    shows: ['sets display message'],
    details: [
      messageId,
      words,
      format,
      language,
      also,
      priority,
      inState,
      shownFrom,
      shownUntil,
      transaction,
      evse,
      characters,
    ],
    required: ['id'],
    about: 'puts a message on the display',
  },
  {
    verb: 'clears display message',
    shows: ['clears display message'],
    details: [messageId],
    required: ['id'],
    about: 'takes a message from the display',
  },
  {
    verb: 'asks display messages',
    shows: ['asks display messages'],
    details: [messageIds, priority, inState],
    about: 'asks which messages are installed',
  },
  {
    verb: 'updates cost',
    shows: ['updates cost'],
    details: [cost, transaction, evse],
    about: 'tells what the session has cost so far',
  },
  {
    verb: 'sets user price',
    shows: ['sets user price'],
    details: [words, token],
    about: 'tells the driver the price (1.6)',
  },
  {
    verb: 'tells final cost',
    shows: ['tells final cost'],
    details: [cost, transaction, words, evse],
    about: 'tells what the session cost (1.6)',
  },
  {
    verb: 'sets variable',
    shows: ['sets variables'],
    details: [variable, value],
    required: ['variable', 'value'],
    about: 'writes one setting',
  },
  {
    verb: 'reads variables',
    shows: ['reads variables'],
    details: [names],
    required: ['names'],
    about: 'reads settings',
  },
];
