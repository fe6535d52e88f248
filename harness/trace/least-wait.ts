import { millis, type Millis } from '../time/index.ts';
import type { TraceHeader } from './events.ts';

/** What a program on this host may need for anything, in its own milliseconds. */
const HOST_PATIENCE = 5000;

/**
 * The shortest wait, in the scenario's time, that is fair to a subject in scaled time: there "within 60 s" may be a
 * tenth of a second of the host, and its promptness is not what is judged.
 */
export const leastWait = ({ rate }: Pick<TraceHeader, 'rate'>): Millis =>
  millis(rate === undefined ? 0 : rate * HOST_PATIENCE);
