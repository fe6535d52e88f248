import type { Context } from '../context.ts';
import type { Field } from '../fields.ts';
import { Chronology } from '../moments.ts';
import { readProves, readSeverity } from '../proves.ts';
import type { Given } from '../scenario.ts';
import { attempts } from './attempts.ts';
import type { World } from '../world.ts';
import type { CheckBase } from './check-kind.ts';
import { bill } from './bill.ts';
import { books } from './books.ts';
import { cheapest } from './cheapest.ts';
import { composite } from './composite.ts';
import { connection } from './connection.ts';
import { cost } from './cost.ts';
import { count } from './count.ts';
import { delivery } from './delivery.ts';
import { entry } from './entry.ts';
import { energy } from './energy.ts';
import { firmware } from './firmware.ts';
import { governed } from './governed.ts';
import { oneVoice } from './one-voice.ts';
import { order } from './order.ts';
import { plan } from './plan.ts';
import { power } from './power.ts';
import { reaction } from './reaction.ts';
import { reconnect } from './reconnect.ts';
import { sessions } from './sessions.ts';
import { verified } from './verified.ts';
import { registration } from './registration.ts';

/** Everything that can stand under `then`, one file each; `judge/` has one judge for each. */
export const CHECKS = [
  power,
  energy,
  cost,
  order,
  count,
  plan,
  composite,
  delivery,
  reconnect,
  verified,
  books,
  attempts,
  entry,
  registration,
  bill,
  cheapest,
  connection,
  reaction,
  sessions,
  firmware,
  governed,
  oneVoice,
] as const;

export type Check = ReturnType<(typeof CHECKS)[number]['read']>;
/** A check by the name of its kind. */
export type CheckNamed<K extends Check['check']> = Extract<Check, { readonly check: K }>;

const NAMES: readonly Check['check'][] = CHECKS.map(({ check }) => check);

/** The list under `then`. */
export const readChecks = (
  field: Field,
  given: Given,
  world: World,
  firstDay: string,
  context: Context,
): readonly Check[] => {
  const checks: Check[] = [];
  const items = field.absent ? [] : field.items();
  for (const item of items) {
    const keys = item.keys([...NAMES, 'proves', 'as']);
    const kinds = CHECKS.filter(({ check }) => keys.get(check) !== undefined);
    const [kind] = kinds;
    if (kind === undefined || kinds.length !== 1) {
      if (!keys.strange) item.problem(`needs exactly one of ${NAMES.join(', ')}`);
      continue;
    }
    const base: CheckBase = {
      as: readSeverity(keys.get('as')),
      proves: readProves(keys.get('proves'), context),
      place: item.place,
    };
    const times = new Chronology(given.zone, firstDay, given.now);
    checks.push(kind.read(keys.need(kind.check), base, { times, given, context, world }));
  }
  if (items.length === 0) field.problem('needs at least one check');
  return checks;
};

export type { BillCheck } from './bill.ts';
export type { CheapestCheck } from './cheapest.ts';
export type { ReactionCheck } from './reaction.ts';
export type { ConnectionCheck } from './connection.ts';
export type { BooksCheck } from './books.ts';
export type { AttemptsCheck } from './attempts.ts';
export type { EntryCheck } from './entry.ts';
export type { RegistrationCheck, RegistrationRule } from './registration.ts';
export type { CompositeCheck } from './composite.ts';
export type { CostCheck } from './cost.ts';
export type { CountCheck } from './count.ts';
export type { DeliveryCheck } from './delivery.ts';
export type { EnergyCheck } from './energy.ts';
export type { OrderCheck } from './order.ts';
export type { PlanCheck } from './plan.ts';
export type { PowerCheck } from './power.ts';
export type { ReconnectCheck } from './reconnect.ts';
export type { FirmwareCheck } from './firmware.ts';
export type { GovernedCheck } from './governed.ts';
export type { OneVoiceCheck } from './one-voice.ts';
export type { SessionsCheck } from './sessions.ts';
export type { VerifiedCheck } from './verified.ts';
