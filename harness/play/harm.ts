import type { LinkFault, LinkSeam } from '../faults/index.ts';
import { HarnessError } from '../errors.ts';
import type { Done } from '../subject/index.ts';
import type { Step } from '../suite/index.ts';
import { minutes, plus, seconds, type Clock, type Instant, type Millis } from '../time/index.ts';
import type { TraceWriter } from '../trace/index.ts';
import type { Twin } from './twin.ts';

export interface Harm {
  readonly clock: Clock;
  readonly trace: TraceWriter;
  readonly seam: LinkSeam;
  readonly power: (on: boolean) => Promise<Done>;
  /** Undefined where the charger itself is judged. */
  readonly twin: Twin | undefined;
}

export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

const DOWN: Millis = minutes(1);
const UP: Millis = minutes(2);
const LATE: Millis = seconds(5);

const linkFaultOf = ({ verb, with: detail }: Step): LinkFault | undefined => {
  switch (verb) {
    case 'link down':
      return { kind: 'down' };
    case 'link refused':
      return { kind: 'refused' };
    case 'link half open':
      return { kind: 'half open', way: detail.way ?? 'both' };
    case 'link slow':
      return { kind: 'slow', by: detail.late ?? LATE };
    default:
      return undefined;
  }
};

/** Has a fault of the timeline happen in its stretch, and writes down when it began, bit and ended. */
export const scheduleFault = (it: Harm, step: Step, { from, to }: Stretch): void => {
  const { clock, trace, seam } = it;
  let bitten = false;
  const tell = (phase: 'begins' | 'ends'): void =>
    trace.add({ kind: 'fault', fault: step.verb, step: step.index, phase });
  const bit = (proof: string): void => {
    if (!bitten) trace.add({ kind: 'fault', fault: step.verb, step: step.index, phase: 'bit', proof });
    bitten = true;
  };
  const stretch = (begins: () => () => void): void => {
    let ends: () => void = () => undefined;
    clock.at(from, () => {
      tell('begins');
      ends = begins();
    });
    clock.at(to, () => {
      ends();
      tell('ends');
    });
  };

  const fault = linkFaultOf(step);
  if (fault !== undefined) return stretch(() => seam.begin(fault, bit));
  switch (step.verb) {
    case 'link flapping':
      return stretch(() => flap(clock, seam, step, to, bit));
    case 'power cut':
      return stretch(() => {
        void it.power(false).then((done) => {
          trace.add({ kind: 'action', actor: 'operator', verb: 'cuts the power', ...done });
          if (done.ok) bit('the supply was switched off');
        });
        return () => {
          void it.power(true).then((done) => {
            trace.add({ kind: 'action', actor: 'operator', verb: 'restores the power', ...done });
          });
        };
      });
    case 'second connection':
      return stretch(() => {
        void it.twin?.start().then(bit);
        return () => it.twin?.stop();
      });
    default:
      throw new HarnessError(`nobody knows the fault "${step.verb}"`);
  }
};

/** Down and up by turns, down first. */
const flap = (
  clock: Clock,
  seam: LinkSeam,
  { with: { down = DOWN, up = UP } }: Step,
  to: Instant,
  bit: (proof: string) => void,
): (() => void) => {
  let over = false;
  let restore: () => void = () => undefined;
  const fall = (): void => {
    if (over || clock.now() >= to) return;
    restore = seam.begin({ kind: 'down' }, bit);
    clock.after(down, () => {
      restore();
      if (!over) clock.at(plus(clock.now(), up), fall);
    });
  };
  fall();
  return () => {
    over = true;
    restore();
  };
};
