export * from './accuracy.ts';
export * from './liar.ts';
export * from './play-liar.ts';
export * from './play-liars.ts';
export * from './table.ts';
