export * from './play.ts';
export * from './probe.ts';
export * from './random.ts';
