export * from './compare.ts';
export * from './merge.ts';
export * from './result.ts';
export * from './roll-up.ts';
export * from './verdict-of.ts';
