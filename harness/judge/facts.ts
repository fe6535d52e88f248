import { DIALECT_IDS, type DialectId } from '../dialects/index.ts';
import type { Scenario } from '../suite/index.ts';
import { localTime, type Course, type Instant } from '../time/index.ts';
import { courseOf, type Side, type Trace } from '../trace/index.ts';
import { conversationOf, type Conversation } from './conversation.ts';
import { forItsVehicle } from './its-vehicle.ts';
import { transactionsOf, type TransactionSpan } from './transactions.ts';

/** What every check starts from. */
export interface Facts extends Conversation {
  readonly scenario: Scenario;
  readonly trace: Trace;
  readonly subject: Side;
  readonly dialect: DialectId;
  readonly transactions: readonly TransactionSpan[];
  /** The part of the night that was lived, end by the footer. */
  readonly livedUntil: Instant;
  /** How time passed against the host's; undefined where it was not compressed. */
  readonly course: Course | undefined;
  readonly clock: (at: Instant) => string;
}

export const factsOf = (scenario: Scenario, trace: Trace): Facts | undefined => {
  const dialect = DIALECT_IDS.find((id) => id === trace.header.dialect);
  if (dialect === undefined) return undefined;
  const course = courseOf(trace);
  const conversation = conversationOf(trace, dialect, course);
  const { zone } = scenario.given;
  return {
    ...conversation,
    scenario: forItsVehicle(scenario, trace.header.takes),
    trace,
    dialect,
    subject: trace.header.subject,
    transactions: transactionsOf(conversation.exchanges),
    livedUntil: trace.footer.at,
    course,
    clock: (at) => localTime(zone, at),
  };
};
