export * from './scenario.ts';
export type {
  Check,
  CheckNamed,
  CompositeCheck,
  CostCheck,
  CountCheck,
  EnergyCheck,
  OrderCheck,
  PlanCheck,
  PowerCheck,
} from './checks/index.ts';
export type { CurveRow } from './curve.ts';
export type { ScheduleRow, StepDetail } from './details/index.ts';
export { shows, VERBS, type Verb } from './verbs/index.ts';
export { loadTariff } from './load-tariff.ts';
export { checkFiles, loadSuites } from './load-suites.ts';
export type { Problem } from './fields.ts';
export { loadProfiles, readProfile, type Profile } from './profile.ts';
