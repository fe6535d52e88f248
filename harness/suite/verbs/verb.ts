import type { Intent, RequestKind } from '../../dialects/index.ts';
import type { Detail, StepDetail } from '../details/index.ts';

/** Something that an actor can do in a step. */
export interface Verb {
  readonly verb: string;
  /** The requests by which a trace shows that it happened. */
  readonly shows: readonly RequestKind[];
  /** Which of those requests count; all when absent. */
  readonly counts?: (intent: Intent) => boolean;
  /** What its `with` may say. */
  readonly details: readonly Detail<StepDetail>[];
  /** Details that must be there. */
  readonly required?: readonly string[];
  readonly about: string;
}
