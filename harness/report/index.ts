export * from './console.ts';
export * from './escape.ts';
export * from './html/index.ts';
export * from './json.ts';
export * from './junit.ts';
export { evidenceInWords, silentChecks, troublesOf } from './words.ts';
