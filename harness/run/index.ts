export * from './run-all.ts';
export * from './run-one.ts';
