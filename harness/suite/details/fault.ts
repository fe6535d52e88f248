import type { Way } from '../../faults/index.ts';
import type { Millis } from '../../time/index.ts';

export interface FaultDetail {
  /** link slow: how late each message is, each way */
  readonly late?: Millis;
  /** link half open */
  readonly way?: Way;
  /** link flapping: how long the link is down and up, by turns */
  readonly down?: Millis;
  readonly up?: Millis;
}
