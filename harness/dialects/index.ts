export * from './dialect-of.ts';
export * from './dialect.ts';
export * from './intents.ts';
export * from './profile-json.ts';
export * from './samples.ts';
export * from './speaker-types.ts';
export * from './speaker.ts';
export * from './variables.ts';
