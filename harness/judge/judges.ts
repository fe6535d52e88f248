import type { Check, CheckNamed } from '../suite/index.ts';
import { judgeCost, judgeEnergy } from './amounts.ts';
import { judgeBill } from './bill.ts';
import { judgeBooks } from './books.ts';
import { judgeCheapest } from './cheapest.ts';
import { judgeComposite } from './composite.ts';
import { judgeConnection } from './connection.ts';
import { judgeDelivery } from './delivery.ts';
import { judgeAttempts, judgeEntry } from './entry.ts';
import type { Facts } from './facts.ts';
import type { CheckResult } from './finding.ts';
import { judgeCount, judgeOrder } from './messages.ts';
import { judgeFirmware } from './firmware.ts';
import { judgeGoverned } from './governed.ts';
import { judgeOneVoice } from './one-voice.ts';
import { judgePlan } from './plan.ts';
import { judgePower } from './power.ts';
import { judgeReaction } from './reaction.ts';
import { judgeReconnect } from './reconnect.ts';
import { judgeSessions } from './session-order.ts';
import { judgeVerified } from './verified.ts';
import { judgeRegistration } from './registration.ts';

export interface Judge<K extends Check['check']> {
  readonly judge: (facts: Facts, check: CheckNamed<K>) => CheckResult;
  /** It adds up over time, so it says nothing of a night whose clock was set forward. */
  readonly ofLivedNights?: boolean;
}

/** One judge for every kind of check in `suite/checks/`. */
export const JUDGES: { readonly [K in Check['check']]: Judge<K> } = {
  power: { judge: judgePower },
  energy: { judge: judgeEnergy, ofLivedNights: true },
  cost: { judge: judgeCost, ofLivedNights: true },
  order: { judge: judgeOrder },
  count: { judge: judgeCount },
  plan: { judge: judgePlan },
  composite: { judge: judgeComposite },
  delivery: { judge: judgeDelivery },
  reconnect: { judge: judgeReconnect },
  verified: { judge: judgeVerified },
  'one voice': { judge: judgeOneVoice },
  firmware: { judge: judgeFirmware },
  governed: { judge: judgeGoverned },
  sessions: { judge: judgeSessions },
  books: { judge: judgeBooks, ofLivedNights: true },
  attempts: { judge: judgeAttempts },
  entry: { judge: judgeEntry },
  registration: { judge: judgeRegistration },
  bill: { judge: judgeBill, ofLivedNights: true },
  cheapest: { judge: judgeCheapest, ofLivedNights: true },
  connection: { judge: judgeConnection },
  reaction: { judge: judgeReaction, ofLivedNights: true },
};
