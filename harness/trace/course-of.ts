import { Course, instant, isoInstant, parseInstant, type Knot } from '../time/index.ts';
import type { Trace, WrittenCourse } from './events.ts';

export const writtenCourse = ({ knots, rate }: Course): WrittenCourse => ({
  knots: knots.map(({ scenario, host }) => [isoInstant(scenario), isoInstant(host)]),
  rate,
});

/** A course that could not have been lived is none. */
const readCourse = ({ knots, rate }: WrittenCourse): Course | undefined => {
  const read = knots.flatMap(([scenario, host]): readonly Knot[] => {
    const [at, by] = [parseInstant(scenario), parseInstant(host)];
    return at === undefined || by === undefined ? [] : [{ scenario: at, host: by }];
  });
  const [first, ...rest] = read;
  if (first === undefined || read.length !== knots.length) return undefined;
  try {
    return new Course([first, ...rest], rate);
  } catch {
    return undefined;
  }
};

/** How the time of this night passed against the host's; undefined where it was not compressed. */
export const courseOf = (trace: Pick<Trace, 'header' | 'events'>): Course | undefined => {
  for (const event of trace.events)
    if (event.kind === 'clock' && event.course !== undefined) return readCourse(event.course);
  const { rate, at } = trace.header;
  return rate === undefined ? undefined : new Course([{ scenario: at, host: instant(at) }], rate);
};
