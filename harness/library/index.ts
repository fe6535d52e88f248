import { fileURLToPath } from 'node:url';

/**
 * What `import … from 'offpeak'` gives: load suites, play and judge nights, read and judge traces, compute schedules and
 * costs, and play either role. The command line is made of the same parts.
 *
 * ```ts
 * import { loadSuites, plan, referenceCharger, runAll, SHIPPED } from 'offpeak';
 *
 * const scenarios = loadSuites([`${SHIPPED}suites/overnight`], SHIPPED);
 * const planned = plan({ scenarios, subjects: [referenceCharger()], dialects: ['ocpp1.6'], only: [] });
 * const { run } = await runAll({
 *   planned, seed: '1', version: 'mine', started: '2026-01-14T21:00:00Z', reproduce: () => '', keepNights: false,
 * });
 * console.log(run.exitCode);
 * ```
 */
export { HarnessError, SubjectError, SuiteError, type Place } from '../errors.ts';

/** The folder of the package, with its `suites/` and `fixtures/`; ends with a separator. */
export const SHIPPED: string = fileURLToPath(new URL('../../', import.meta.url));

export {
  hostNow,
  instant,
  isoInstant,
  localTime,
  millis,
  PacedClock,
  parseInstant,
  VirtualClock,
  type Clock,
  type Instant,
  type Millis,
} from '../time/index.ts';
export {
  allowedWatts,
  composite,
  costOf,
  windows,
  type ChargingProfile,
  type CompositeSchedule,
  type StationModel,
  type Supply,
  type Tariff,
  type TariffWindow,
} from '../energy/index.ts';
export {
  fileSink,
  readTrace,
  type Trace,
  type TraceEvent,
  type TraceHeader,
  type TraceSink,
} from '../trace/index.ts';
export {
  byLoopback,
  byMemory,
  byMockSocket,
  dialWs,
  listenWs,
  parseFrame,
  validate,
  webSocketLink,
  type Carrier,
  type Link,
  type StandardWebSocket,
} from '../wire/index.ts';
export { DIALECT_IDS, dialectOf, type Dialect, type DialectId, type Intent } from '../dialects/index.ts';
export { CHARGER_BUGS, createCharger, createCsms, CSMS_BUGS } from '../roles/index.ts';
export {
  externalSubject,
  readSubjectFile,
  referenceCharger,
  referenceCsms,
  type Bench,
  type RunningSubject,
  type Stage,
  type Subject,
} from '../subject/index.ts';
export { checkFiles, loadSuites, loadTariff, type Scenario } from '../suite/index.ts';
export { plan, type Planned } from '../plan/index.ts';
export { judge, nightOf, type CheckResult, type Finding, type Night } from '../judge/index.ts';
export { rollUp, type RunResult, type ScenarioResult, type Verdict } from '../verdict/index.ts';
export { judgeTrace, runAll, runOne, type RunAllOptions, type RunOneOptions } from '../run/index.ts';
export { readReport, renderConsole, renderHtml, renderJson, renderJunit } from '../report/index.ts';
