export * from './finding.ts';
export * from './judge.ts';
export * from './night.ts';
export { sessionsOfTrace, type MeteredSession } from './sessions.ts';
export * from './field.ts';
