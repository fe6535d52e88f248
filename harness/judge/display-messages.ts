import type { DisplayMessage, IntentOf } from '../dialects/index.ts';
import type { MessagesCheck } from '../suite/index.ts';
import type { Instant } from '../time/index.ts';
import { statusOf, type Exchange } from './conversation.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';

/** Around an end or a start, and for a report that is on its way. */
const GRACE = 60_000;
const ANSWER_WITHIN = 120_000;

/** Near enough to RFC 5646: a language, then scripts, regions and variants. */
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

interface Installed {
  readonly message: DisplayMessage;
  readonly seq: number;
}

/** What the charger says of itself (DisplayMessageCtrlr), as far as it was asked. */
const announcedIn = (facts: Facts): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const { from, intent, answer } of facts.exchanges) {
    if (from !== 'csms' || intent?.kind !== 'reads variables' || answer?.kind !== 'result') continue;
    const reply = answer.reply as
      | { readonly variables?: readonly { name: string; value: string }[] }
      | undefined;
    for (const { name, value } of reply?.variables ?? [])
      found.set(
        name,
        value.split(',').map((part) => part.trim()),
      );
  }
  return found;
};

const endsOf = (facts: Facts, id: string | undefined): Instant | undefined =>
  facts.transactions.find((each) => each.id === id)?.end;

/** Whether an installed message is still there: certainly, certainly not, or on the edge. */
const presence = (facts: Facts, { message }: Installed, at: Instant): 'there' | 'gone' | 'either' => {
  const ends = [message.until, endsOf(facts, message.transactionId)].filter((end) => end !== undefined);
  const soonest = Math.min(...ends, Number.POSITIVE_INFINITY);
  if (at < soonest - 1000) return 'there';
  return at > soonest + GRACE ? 'gone' : 'either';
};

const filtered = (message: DisplayMessage, asked: IntentOf<'asks display messages'>): boolean =>
  (asked.ids === undefined || asked.ids.includes(message.id)) &&
  (asked.priority === undefined || message.priority === asked.priority) &&
  (asked.inState === undefined || message.state === asked.inState);

/** The answer that the standard asks for, by what the charger said of itself; undefined: it did not say. */
const dueStatus = (facts: Facts, message: DisplayMessage, at: Instant): string | undefined => {
  const known = announcedIn(facts);
  const outside = (name: string, value: string | undefined): boolean => {
    const list = known.get(`DisplayMessageCtrlr.${name}`);
    return value !== undefined && list !== undefined && !list.includes(value);
  };
  if (outside('SupportedPriorities', message.priority)) return 'NotSupportedPriority';
  if (outside('SupportedStates', message.state)) return 'NotSupportedState';
  if (outside('SupportedFormats', message.text.format)) return 'NotSupportedMessageFormat';
  const { transactionId } = message;
  const runs = facts.transactions.some(
    ({ id, start, end }) => id === transactionId && start <= at && (end === undefined || end > at),
  );
  if (transactionId !== undefined && !runs) return 'UnknownTransaction';
  return undefined;
};

class Registry {
  readonly findings: Finding[] = [];
  looked = 0;
  #installed: readonly Installed[] = [];
  readonly #facts: Facts;
  readonly #check: MessagesCheck;

  constructor(facts: Facts, check: MessagesCheck) {
    this.#facts = facts;
    this.#check = check;
  }

  wrong(summary: string, expected: string, actual: string, evidence: readonly number[]): void {
    const { as, proves } = this.#check;
    this.findings.push(finding(wrongAs(as), proves, summary, [expected], actual, evidence));
  }

  set({ answer, at, seq }: Exchange, message: DisplayMessage): void {
    const said = statusOf(answer);
    if (answer === undefined || said === undefined) return;
    this.looked += 1;
    for (const { language } of [message.text, ...(message.extra ?? [])])
      if (language !== undefined && !LANGUAGE.test(language) && this.#facts.subject === 'csms')
        this.wrong(
          `message ${message.id}: "${language.slice(0, 20)}" is no tag of a language`,
          'a tag of RFC 5646',
          language,
          [seq],
        );
    const due = dueStatus(this.#facts, message, at);
    if (due !== undefined && said === 'Accepted')
      this.wrong(`message ${message.id} was accepted, and cannot be shown`, due, said, [seq, answer.seq]);
    const fits = ['AlwaysFront', 'InFront', 'NormalCycle'].includes(message.priority);
    if (due === undefined && said.startsWith('NotSupported') && fits && this.#announces(said, message))
      this.wrong(`message ${message.id} was refused against the device model`, 'Accepted', said, [
        seq,
        answer.seq,
      ]);
    if (said !== 'Accepted') return;
    const others = this.#installed.filter(
      ({ message: { id, priority } }) =>
        id !== message.id && !(priority === 'AlwaysFront' && message.priority === 'AlwaysFront'),
    );
    this.#installed = [...others, { message, seq }];
  }

  /** The charger said that it supports the very thing that it now refuses. */
  #announces(status: string, message: DisplayMessage): boolean {
    const known = announcedIn(this.#facts);
    const name = {
      NotSupportedPriority: 'SupportedPriorities',
      NotSupportedState: 'SupportedStates',
      NotSupportedMessageFormat: 'SupportedFormats',
    }[status];
    const value = {
      NotSupportedPriority: message.priority,
      NotSupportedState: message.state,
      NotSupportedMessageFormat: message.text.format,
    }[status];
    return (
      name !== undefined &&
      value !== undefined &&
      known.get(`DisplayMessageCtrlr.${name}`)?.includes(value) === true
    );
  }

  clear({ answer, at, seq }: Exchange, id: number): void {
    const said = statusOf(answer);
    if (answer === undefined || said === undefined) return;
    this.looked += 1;
    const known = this.#installed.find(({ message }) => message.id === id);
    const there = known === undefined ? 'gone' : presence(this.#facts, known, at);
    if (there === 'there' && said !== 'Accepted')
      this.wrong(`message ${id} is installed and could not be cleared`, 'Accepted', said, [seq, answer.seq]);
    if (there === 'gone' && said === 'Accepted')
      this.wrong(`message ${id} is not installed and was cleared`, 'Unknown', said, [seq, answer.seq]);
    if (said === 'Accepted') this.#installed = this.#installed.filter(({ message }) => message.id !== id);
  }

  ask(exchange: Exchange, asked: IntentOf<'asks display messages'>): void {
    const { answer, at, seq } = exchange;
    const said = statusOf(answer);
    if (answer === undefined || said === undefined) return;
    this.looked += 1;
    const matching = this.#installed.filter(({ message }) => filtered(message, asked));
    const there = matching.filter((each) => presence(this.#facts, each, at) === 'there');
    const gone = matching
      .filter((each) => presence(this.#facts, each, at) === 'gone')
      .map(({ message }) => message.id);
    const sure = matching.every((each) => presence(this.#facts, each, at) !== 'either');
    if (said === 'Unknown' && there.length > 0) {
      const ids = there.map(({ message }) => message.id).join(', ');
      this.wrong('installed messages were not found', `Accepted, and a report of ${ids}`, said, [
        seq,
        answer.seq,
      ]);
    }
    if (said === 'Accepted' && there.length === 0 && sure && gone.length === 0)
      this.wrong('messages were found where there are none', 'Unknown', said, [seq, answer.seq]);
    if (said === 'Accepted') this.#reported(exchange, asked, matching);
  }

  #reported(
    exchange: Exchange,
    asked: IntentOf<'asks display messages'>,
    matching: readonly Installed[],
  ): void {
    const { at, seq } = exchange;
    const reports = this.#facts.exchanges.filter(
      (each) =>
        each.from === 'charger' &&
        each.intent?.kind === 'reports display messages' &&
        each.intent.requestId === asked.requestId &&
        each.seq > seq &&
        each.at <= at + ANSWER_WITHIN,
    );
    const evidence = [seq, ...reports.map((each) => each.seq)];
    if (reports.length === 0) {
      if (this.#facts.livedUntil > at + ANSWER_WITHIN)
        this.wrong('no report of the messages came', 'NotifyDisplayMessages', 'none', evidence);
      return;
    }
    const parts = reports.flatMap(({ intent }) =>
      intent?.kind === 'reports display messages' ? [intent] : [],
    );
    const told = parts.flatMap(({ messages }) => messages);
    const tails = parts.map(({ more }) => more);
    if (tails.at(-1) === true || tails.slice(0, -1).some((more) => !more))
      this.wrong('tbc is wrong', 'true in all parts but the last', tails.join(', '), evidence);
    for (const each of matching) {
      const state = presence(this.#facts, each, at);
      const found = told.find(({ id }) => id === each.message.id);
      if (state === 'there' && found === undefined)
        this.wrong(
          `message ${each.message.id} is missing in the report`,
          'all that match',
          'not there',
          evidence,
        );
      if (state === 'gone' && found !== undefined)
        this.wrong(`message ${each.message.id} is over and still there`, 'removed', 'reported', evidence);
      if (found !== undefined && found.text.content !== each.message.text.content)
        this.wrong(
          `message ${each.message.id} has another text`,
          each.message.text.content.slice(0, 100),
          found.text.content.slice(0, 100),
          evidence,
        );
    }
    for (const { id } of told) {
      if (!matching.some(({ message }) => message.id === id) && this.#ours(id, asked))
        this.wrong(
          `message ${id} is reported, and must not be`,
          'only what is installed and matches',
          'reported',
          evidence,
        );
    }
  }

  /** A charger may have messages of its own; only those that we set are ours to judge. */
  #ours(id: number, asked: IntentOf<'asks display messages'>): boolean {
    const known = this.#facts.exchanges.some(
      ({ intent }) => intent?.kind === 'sets display message' && intent.message.id === id,
    );
    return known || asked.ids?.includes(id) === false;
  }
}

/** Display messages by their own history: what was set, replaced, cleared, is over, and what was reported. */
export const judgeMessages = (facts: Facts, check: MessagesCheck): CheckResult => {
  const registry = new Registry(facts, check);
  for (const exchange of facts.exchanges) {
    const { intent, from } = exchange;
    if (from !== 'csms' || intent === undefined) continue;
    if (intent.kind === 'sets display message') registry.set(exchange, intent.message);
    else if (intent.kind === 'clears display message') registry.clear(exchange, intent.id);
    else if (intent.kind === 'asks display messages') registry.ask(exchange, intent);
  }
  return resultOf({
    check: 'messages',
    label: 'display messages are kept as they were given',
    place: check.place,
    proves: check.proves,
    looked: registry.looked,
    findings: registry.findings,
  });
};
