export * from './read-known-bugs.ts';
export * from './diagnose.ts';
export * from './signature.ts';
