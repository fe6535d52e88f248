import type { RequestKind } from '../dialects/index.ts';
import type { Actor } from './scenario.ts';

export interface Verb {
  readonly actor: Actor;
  readonly verb: string;
  /** The requests by which a trace shows that it happened. */
  readonly shows: readonly RequestKind[];
  /** What its `with` may say. */
  readonly keys: readonly string[];
  readonly about: string;
}

/** Everything that a step can say: a closed vocabulary. */
export const VERBS: readonly Verb[] = [
  {
    actor: 'driver',
    verb: 'plugs in',
    shows: [],
    keys: [],
    about: 'connects the vehicle, at its given charge',
  },
  { actor: 'driver', verb: 'unplugs', shows: [], keys: [], about: 'takes the cable out' },
  {
    actor: 'driver',
    verb: 'presents token',
    shows: [],
    keys: ['token'],
    about: 'holds a card to the reader',
  },
  { actor: 'charger', verb: 'connects', shows: ['boots'], keys: [], about: 'registers with the CSMS' },
  {
    actor: 'charger',
    verb: 'starts transaction',
    shows: ['starts transaction'],
    keys: ['evse'],
    about: 'reports that a transaction began',
  },
  {
    actor: 'charger',
    verb: 'sends meter values',
    shows: ['sends meter values', 'updates transaction'],
    keys: ['evse'],
    about: 'reports power and register',
  },
  {
    actor: 'charger',
    verb: 'ends transaction',
    shows: ['ends transaction'],
    keys: ['evse'],
    about: 'reports that the transaction is over',
  },
  { actor: 'charger', verb: 'heartbeats', shows: ['heartbeats'], keys: [], about: 'asks for the time' },
  {
    actor: 'csms',
    verb: 'sets charging profile',
    shows: ['sets charging profile'],
    keys: ['schedule', 'purpose', 'kind', 'unit', 'charge', 'hold', 'stack level', 'evse'],
    about: 'sends a plan',
  },
  {
    actor: 'csms',
    verb: 'clears charging profile',
    shows: ['clears charging profile'],
    keys: ['purpose', 'evse'],
    about: 'takes plans back',
  },
  {
    actor: 'csms',
    verb: 'asks composite schedule',
    shows: ['asks composite schedule'],
    keys: ['duration', 'unit', 'evse'],
    about: 'asks what the charger will allow',
  },
  {
    actor: 'csms',
    verb: 'starts remotely',
    shows: ['starts remotely'],
    keys: ['token', 'evse'],
    about: 'asks for a transaction',
  },
  {
    actor: 'csms',
    verb: 'stops remotely',
    shows: ['stops remotely'],
    keys: ['evse'],
    about: 'ends a transaction',
  },
  { actor: 'tariff', verb: 'publishes', shows: [], keys: ['tariff'], about: 'new prices become known' },
  { actor: 'fault', verb: 'link down', shows: [], keys: [], about: 'the connection is cut and refused' },
  {
    actor: 'fault',
    verb: 'link half open',
    shows: [],
    keys: [],
    about: 'the connection stands, nothing passes',
  },
];

export const ACTORS: readonly Actor[] = ['driver', 'vehicle', 'charger', 'csms', 'tariff', 'fault'];

export const verbsOf = (actor: Actor): readonly string[] =>
  VERBS.filter((verb) => verb.actor === actor).map(({ verb }) => verb);

/** The requests that an order or count check can name. */
export const REQUESTS: readonly RequestKind[] = [...new Set(VERBS.flatMap(({ shows }) => shows))];

/** A verb, or a request by its own name, as the request that is looked for. */
export const requestNamed = (name: string): RequestKind | undefined =>
  VERBS.find(({ verb }) => verb === name)?.shows[0] ?? REQUESTS.find((kind) => kind === name);
