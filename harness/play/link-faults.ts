import type { LinkFault, LinkSeam, Way } from '../faults/index.ts';
import type { Clock } from '../time/index.ts';
import type { Side } from '../trace/index.ts';
import type { Link } from '../wire/index.ts';
import { FaultyLink, type Course, type Held } from './faulty-link.ts';

/** Faults on the links that the harness itself holds one end of. */
export interface LinkFaults extends LinkSeam {
  /** Every link of the night goes through here; undefined: it was refused, and is already gone. */
  admit(link: Link): Link | undefined;
  /** Asked before dialling; true: a fault refuses it (which is its bite). */
  refuses(): boolean;
}

interface Running {
  readonly fault: LinkFault;
  readonly bite: (proof: string) => void;
}

const MOST_LINKS = 10_000;

const takes = (way: Way, direction: Exclude<Way, 'both'>): boolean => way === 'both' || way === direction;

/** @param ours which side of the links is played here: what it sends goes to the other. */
export const linkFaults = (clock: Clock, ours: Side, held: Held = () => undefined): LinkFaults => {
  const running = new Set<Running>();
  const links = new Set<FaultyLink>();
  const outward = ours === 'csms' ? 'to charger' : 'to csms';
  const inward = ours === 'csms' ? 'to csms' : 'to charger';

  const course = (direction: Exclude<Way, 'both'>): Course => {
    let by = 0;
    let held: Running | undefined;
    const slow: Running[] = [];
    for (const each of running) {
      const { fault } = each;
      if (fault.kind === 'half open' && takes(fault.way, direction)) held = each;
      if (fault.kind === 'slow') {
        by += fault.by;
        slow.push(each);
      }
    }
    return {
      held: held !== undefined,
      by,
      touched: () => {
        held?.bite('a message was swallowed');
        for (const each of slow) each.bite('a message was late');
      },
    };
  };

  const refusal = (): Running | undefined =>
    [...running].find(
      ({ fault }) => fault.kind !== 'slow' && (fault.kind !== 'half open' || fault.way === 'both'),
    );

  const refuses = (): boolean => {
    const by = refusal();
    by?.bite('a connection was refused');
    return by !== undefined;
  };

  return {
    admit(link) {
      for (const each of links) if (each.gone) links.delete(each);
      if (refuses() || links.size >= MOST_LINKS) {
        link.abort();
        return undefined;
      }
      const faulty = new FaultyLink(
        link,
        clock,
        { outward: () => course(outward), inward: () => course(inward) },
        held,
      );
      links.add(faulty);
      return faulty;
    },
    refuses,
    begin(fault, bit) {
      let told = false;
      const mine: Running = {
        fault,
        bite(proof) {
          if (!told) bit(proof);
          told = true;
        },
      };
      running.add(mine);
      if (fault.kind === 'down') {
        for (const link of links) {
          if (link.open) mine.bite('an open connection was cut');
          link.cut();
        }
        links.clear();
      }
      return () => {
        running.delete(mine);
        for (const link of links) {
          if (fault.kind === 'half open' && fault.way === 'both') link.bury();
          else link.resume();
        }
      };
    },
  };
};
