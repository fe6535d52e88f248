import type { Millis } from '../time/index.ts';

/** Which messages a fault takes: those that the charger would get, those that the CSMS would get, or all. */
export type Way = 'both' | 'to charger' | 'to csms';

/** What can be done to the path between a charger and its CSMS. The list is closed; flapping is `down` again and again. */
export type LinkFault =
  /** Open connections are cut without a closing handshake, new ones are refused. */
  | { readonly kind: 'down' }
  /** Open connections stand, new ones are refused. */
  | { readonly kind: 'refused' }
  /**
   * Connections stand and nothing passes, not even a close; new ones never come about. Both ways, the connections stay
   * dead when it is over, as behind a router that has forgotten them: only a new one works. One way, what was held passes.
   */
  | { readonly kind: 'half open'; readonly way: Way }
  /** Everything is late by this much, in order, each way. */
  | { readonly kind: 'slow'; readonly by: Millis };

export interface LinkSeam {
  /** Whether it can do this one; a seam without the question does them all. */
  does?(fault: LinkFault): boolean;
  /**
   * Begins a fault. `bit` is told at most once, with the proof, as soon as the fault has touched something: a fault
   * that touched nothing proves nothing. Returns how it is ended.
   */
  begin(fault: LinkFault, bit: (proof: string) => void): () => void;
}
