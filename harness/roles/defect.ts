import type { DialectId } from '../dialects/index.ts';

/** A deliberate bug of a reference: what is known of it where it was seen. How it is produced is the role's business. */
export interface Defect {
  readonly id: string;
  /** What it does, in one sentence without a subject. */
  readonly title: string;
  /** Where it was seen; absent when it is our own invention. */
  readonly source?: string;
  readonly alsoSeen?: readonly string[];
  /** Products and firmware on which it was seen. */
  readonly seenOn?: string;
  /** What a user can do about it. */
  readonly remedy?: string;
  /** 1: charges against the plan or not at all, ... 4: cosmetic. */
  readonly severity?: 1 | 2 | 3 | 4;
  /** Why no more than advice can be given about it: the standard allows it, or does not say. */
  readonly tolerated?: string;
  /** It is about who is let in: played under security profiles too, whose nights go over real sockets. */
  readonly atTheDoor?: true;
  readonly dialects: readonly DialectId[];
  /** Scenarios that were written for this behaviour; each must catch it. */
  readonly caughtBy?: readonly string[];
}
