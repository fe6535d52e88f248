export * from './finding.ts';
export * from './judge.ts';
export * from './night.ts';
