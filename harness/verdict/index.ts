export * from './result.ts';
export * from './roll-up.ts';
export * from './verdict-of.ts';
