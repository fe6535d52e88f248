export * from './action.ts';
export { containerEngine, type Engine } from './container-engine.ts';
export * from './container-subject.ts';
export * from './external.ts';
export * from './read-subject-file.ts';
export * from './reference.ts';
export * from './subject-file.ts';
export * from './subject.ts';
export {
  openDriver,
  tariffMessage,
  type Driver,
  type DriverContext,
  type DriverModule,
  type DriverSpec,
  type TariffMessage,
} from './driver.ts';
