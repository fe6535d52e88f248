export * from './profile.ts';
export * from './tariff.ts';
export * from './units.ts';
export * from './world.ts';
