export * from './dialect.ts';
export * from './intents.ts';
export * from './speaker-types.ts';
