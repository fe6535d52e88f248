import { windows } from '../energy/index.ts';
import type { Subject } from '../subject/index.ts';
import type { Scenario } from '../suite/index.ts';
import { Course, stretchedCourse, type Instant, type PacedClock } from '../time/index.ts';
import { writtenCourse, type TraceWriter } from '../trace/index.ts';
import { edgesOf } from './passage.ts';

/** Whenever something happens in a night, or is promised to change. */
const momentsOf = (scenario: Scenario): readonly Instant[] => [
  ...edgesOf(scenario).map(({ at }) => at),
  ...scenario.timeline.flatMap(({ when }) =>
    when.kind === 'at' ? [when.at] : when.kind === 'during' ? [when.from, when.to] : [],
  ),
  ...windows(scenario.given.tariff, scenario.given.now, scenario.end).map(({ from }) => from),
  scenario.end,
];

/**
 * Lets compressed time begin, now that the subject is there: until here the clock ran one to one, so that nobody's
 * start-up cost hours of the night. Says in the trace how time passes from here on.
 */
export const setOut = (
  clock: PacedClock,
  scenario: Scenario,
  { time }: Pick<Subject, 'time'>,
  trace: TraceWriter,
): Course | undefined => {
  const from = { scenario: clock.now(), host: clock.host() };
  const say = (course: Course, detail: string): Course => {
    clock.follow(course);
    trace.add({ kind: 'clock', what: 'set out', detail, course: writtenCourse(course) });
    return course;
  };
  if (time.mode === 'scaled')
    return time.rate === 1
      ? undefined
      : say(new Course([from], time.rate), `${time.rate} s of the night in one`);
  if (time.mode === 'faked') return say(clock.course, `its clock was started at ${time.rate} s in one`);
  if (time.mode !== 'rebased') return undefined;
  const { stretch } = time;
  return say(
    stretchedCourse({ from, edges: momentsOf(scenario), stretch }),
    `the night is moved to now, each stretch between two edges lived in ${stretch / 1000} s at most: ` +
      'power counts as it is metered, energy as if each stretch had lasted its own time',
  );
};
