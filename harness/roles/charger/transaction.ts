import type { ChargingState } from '../../dialects/index.ts';
import type { Instant } from '../../time/index.ts';

/** One charging session as the station remembers it. */
export interface Transaction {
  readonly evse: number;
  /** The station's own id. In 2.x it is the id on the wire; in 1.6 the CSMS gives `known`. */
  readonly own: string;
  known: string | undefined;
  readonly since: Instant;
  readonly token: string;
  readonly remoteStartId: number | undefined;
  nextSeqNo: number;
  state: ChargingState;
}
