import type { Intent, RequestKind } from '../../dialects/index.ts';
import type { Actor } from '../scenario.ts';
import { CHARGER } from './charger.ts';
import { CSMS } from './csms.ts';
import { DRIVER } from './driver.ts';
import { FAULT } from './fault.ts';
import { OPERATOR } from './operator.ts';
import { TARIFF } from './tariff.ts';
import type { Verb } from './verb.ts';

/** Everything that a step can say: a closed vocabulary, one file per actor. */
const VOCABULARY: Readonly<Record<Actor, readonly Verb[]>> = {
  driver: DRIVER,
  vehicle: [],
  charger: CHARGER,
  csms: CSMS,
  tariff: TARIFF,
  operator: OPERATOR,
  fault: FAULT,
};

export const ACTORS: readonly Actor[] = [
  'driver',
  'vehicle',
  'charger',
  'csms',
  'tariff',
  'operator',
  'fault',
];

export interface ActorsVerb extends Verb {
  readonly actor: Actor;
}

export const VERBS: readonly ActorsVerb[] = ACTORS.flatMap((actor) =>
  VOCABULARY[actor].map((verb) => ({ actor, ...verb })),
);

export const verbsOf = (actor: Actor): readonly string[] => VOCABULARY[actor].map(({ verb }) => verb);

export const verbOf = (actor: Actor, name: string): Verb | undefined =>
  VOCABULARY[actor].find(({ verb }) => verb === name);

/** Whether this request shows that the actor did what the verb says. */
export const shows = (actor: Actor, name: string, intent: Intent): boolean => {
  const verb = verbOf(actor, name);
  return verb !== undefined && verb.shows.includes(intent.kind) && (verb.counts?.(intent) ?? true);
};

/** The requests that an order or count check can name. */
export const REQUESTS: readonly RequestKind[] = [
  ...new Set<RequestKind>([...VERBS.flatMap((verb) => verb.shows), 'triggers', 'sets variables']),
];

/** A verb, or a request by its own name, as the request that is looked for. */
export const requestNamed = (name: string): RequestKind | undefined =>
  VERBS.find(({ verb }) => verb === name)?.shows[0] ?? REQUESTS.find((kind) => kind === name);

export type { Verb } from './verb.ts';
