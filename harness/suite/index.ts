export * from './scenario.ts';
export type {
  BillCheck,
  BooksCheck,
  AttemptsCheck,
  CheapestCheck,
  ConnectionCheck,
  ReactionCheck,
  Check,
  CheckNamed,
  CompositeCheck,
  CostCheck,
  CountCheck,
  DeliveryCheck,
  EnergyCheck,
  FirmwareCheck,
  GovernedCheck,
  EntryCheck,
  OneVoiceCheck,
  OrderCheck,
  PlanCheck,
  PowerCheck,
  ReconnectCheck,
  SessionsCheck,
  VerifiedCheck,
  RegistrationCheck,
  RegistrationRule,
} from './checks/index.ts';
export type { CurveRow } from './curve.ts';
export type { ScheduleRow, StepDetail } from './details/index.ts';
export type { CallerSpec, Endpoint, Lock } from './endpoint.ts';
export { shows, VERBS, type Verb } from './verbs/index.ts';
export { loadTariff, type TariffFile } from './load-tariff.ts';
export { checkFiles, loadSuites, tariffFixtures } from './load-suites.ts';
export { rootsOf, type Roots } from './roots.ts';
export { importTariff, type ImportedTariff } from './import-tariff/index.ts';
export type { Problem } from './fields.ts';
export { loadProfiles, readProfile, type Profile } from './profile.ts';
