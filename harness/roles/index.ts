export type { Defect } from './defect.ts';
export * from './role.ts';
export { createCharger } from './charger/station.ts';
export { createMemory, type Memory } from './charger/memory.ts';
export { CHARGER_BUGS, chargerBug } from './charger/bugs/index.ts';
export type { ChargerBug, ChargerHooks } from './charger/hooks.ts';
export { createCsms } from './csms/csms.ts';
export { CSMS_BUGS, csmsBug } from './csms/bugs/index.ts';
export type { CsmsBug, CsmsHooks } from './csms/hooks.ts';
