export * from './play.ts';
export * from './random.ts';
