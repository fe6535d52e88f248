export * from './bundle.ts';
export * from './certify.ts';
export * from './fitness.ts';
export * from './keys.ts';
export * from './statement.ts';
export * from './verify.ts';
