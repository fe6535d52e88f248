import type { Clock } from '../time/index.ts';
import type { Link } from './link.ts';
import { memoryLinkPair, type MemoryLinkOptions } from './memory-link.ts';

export interface LinkPair {
  readonly charger: Link;
  readonly csms: Link;
}

/** What carries the messages of two parties in this process for one night. */
export interface Carriage {
  /** Both ends of a new connection. @throws SubjectError when the carrier gives none. */
  connect(options: MemoryLinkOptions): Promise<LinkPair>;
  /** Ends whatever is still open and gives back what the host lent. */
  close(): Promise<void>;
}

/** Made for each night, on its clock. Whichever is chosen, the night is the same (`carriages.test.ts`). */
export type Carrier = (clock: Clock) => Carriage;

export const byMemory: Carrier = (clock) => ({
  connect: (options) => Promise.resolve(memoryLinkPair(clock, options)),
  close: () => Promise.resolve(),
});
