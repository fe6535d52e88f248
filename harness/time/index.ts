export * from './clock.ts';
export * from './course.ts';
export * from './instant.ts';
export * from './paced-clock.ts';
export * from './virtual-clock.ts';
export * from './zone.ts';
