import type { DisplayMessage, IntentOf, MessageText, Told } from '../../../dialects/index.ts';
import type { Instant } from '../../../time/index.ts';
import type { PricingHooks } from './pricing-hooks.ts';

export const MOST_MESSAGES = 10;
export const PRIORITIES = ['AlwaysFront', 'InFront', 'NormalCycle'] as const;
export const STATES = ['Charging', 'Faulted', 'Idle', 'Unavailable'] as const;
export const NEW_STATES = [...STATES, 'Suspended', 'Discharging'] as const;
export const FORMATS = ['ASCII', 'UTF8'] as const;
export const LANGUAGES = ['en', 'cy', 'de'] as const;

export interface MessageRules {
  readonly newest: boolean;
  readonly evses: number;
  readonly knowsTransaction: (id: string) => boolean;
}

/** Why a message cannot be shown here (`ocpp201:O01`, `ocpp201:O02`); undefined: it can. */
export const refusalOf = (
  message: DisplayMessage,
  installed: readonly DisplayMessage[],
  { newest, evses, knowsTransaction }: MessageRules,
): Told | undefined => {
  const includes = (list: readonly string[], value: string | undefined): boolean =>
    value === undefined || list.includes(value);
  if (!includes(PRIORITIES, message.priority)) return { status: 'NotSupportedPriority' };
  if (!includes(newest ? NEW_STATES : STATES, message.state)) return { status: 'NotSupportedState' };
  const texts = [message.text, ...(message.extra ?? [])];
  if (texts.some(({ format }) => !includes(FORMATS, format))) return { status: 'NotSupportedMessageFormat' };
  if (newest && texts.some(({ language }) => !includes(LANGUAGES, language?.split('-')[0])))
    return { status: 'LanguageNotSupported' };
  if (message.transactionId !== undefined && !knowsTransaction(message.transactionId))
    return { status: 'UnknownTransaction' };
  if (message.evse !== undefined && (message.evse < 1 || message.evse > evses))
    return { status: 'Rejected', reason: 'UnknownEvse' };
  if (message.from !== undefined && message.until !== undefined && message.until <= message.from)
    return { status: 'Rejected', reason: 'InvalidValue' };
  const known = installed.some(({ id }) => id === message.id);
  if (!known && installed.length >= MOST_MESSAGES) return { status: 'Rejected', reason: 'TooManyMessages' };
  return undefined;
};

/** A message of the same id is replaced whole (`ocpp201:O06.FR.01`), and so is another AlwaysFront (`ocpp201:O01.FR.16`). */
export const withMessage = (
  installed: readonly DisplayMessage[],
  message: DisplayMessage,
): readonly DisplayMessage[] => [
  ...installed.filter(
    ({ id, priority }) =>
      id !== message.id && !(priority === 'AlwaysFront' && message.priority === 'AlwaysFront'),
  ),
  message,
];

export const notOver = (installed: readonly DisplayMessage[], at: Instant): readonly DisplayMessage[] =>
  installed.filter(({ until }) => until === undefined || until > at);

export interface Place {
  readonly at: Instant;
  readonly evse: number;
  readonly state: string;
  readonly transactionId: string | undefined;
}

const inPlace = (message: DisplayMessage, place: Place, anyState: boolean): boolean =>
  (message.from === undefined || message.from <= place.at) &&
  (message.until === undefined || message.until > place.at) &&
  (message.evse === undefined || message.evse === place.evse) &&
  (anyState || message.state === undefined || message.state === place.state) &&
  (message.transactionId === undefined || message.transactionId === place.transactionId);

/** What is on show: an AlwaysFront alone; else those in front; else the whole cycle. */
export const onShow = (
  installed: readonly DisplayMessage[],
  place: Place,
  {
    ignoresPriority = false,
    ignoresState = false,
  }: Pick<PricingHooks, 'ignoresPriority' | 'ignoresState'> = {},
): readonly DisplayMessage[] => {
  const visible = installed.filter((message) => inPlace(message, place, ignoresState));
  if (ignoresPriority) return visible;
  const of = (priority: string): readonly DisplayMessage[] =>
    visible.filter((message) => message.priority === priority);
  const [always] = of('AlwaysFront');
  if (always !== undefined) return [always];
  const front = of('InFront');
  return front.length > 0 ? front : of('NormalCycle');
};

/** The text in the driver's language, where there is one (`ocpp201:O01.FR.08`). */
export const inLanguage = (
  texts: readonly MessageText[],
  language: string | undefined,
): MessageText | undefined =>
  texts.find((text) => language !== undefined && text.language?.split('-')[0] === language.split('-')[0]) ??
  texts[0];

export const matching = (
  installed: readonly DisplayMessage[],
  { ids, priority, inState }: IntentOf<'asks display messages'>,
): readonly DisplayMessage[] =>
  installed.filter(
    (message) =>
      (ids === undefined || ids.includes(message.id)) &&
      (priority === undefined || message.priority === priority) &&
      (inState === undefined || message.state === inState),
  );

/** When what is on show may change next. */
export const nextTurn = (installed: readonly DisplayMessage[], at: Instant): Instant | undefined => {
  const turns = installed
    .flatMap(({ from, until }) => [from, until])
    .filter((turn): turn is Instant => turn !== undefined && turn > at);
  return turns.length === 0 ? undefined : turns.reduce((soonest, turn) => (turn < soonest ? turn : soonest));
};
