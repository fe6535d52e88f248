export * from './course-of.ts';
export * from './events.ts';
export * from './reader.ts';
export * from './writer.ts';
