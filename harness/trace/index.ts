export * from './events.ts';
export * from './least-wait.ts';
export * from './reader.ts';
export * from './writer.ts';
