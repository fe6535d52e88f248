export * from './scenario.ts';
export { VERBS, type Verb } from './verbs.ts';
export { loadTariff } from './load-tariff.ts';
export { checkFiles, loadSuites } from './load-suites.ts';
export type { Problem } from './fields.ts';
