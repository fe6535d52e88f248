export * from './field-night.ts';
export { LARGEST_LOG, readLog, type Logged, type ReadLog } from './read-log.ts';
