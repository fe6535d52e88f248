export { examineCharger, type ChargerOptions } from './examine-charger.ts';
export { examineEndpoint, type EndpointOptions } from './examine-endpoint.ts';
export { firmwareSigns, type KnownCharger, type KnownFirmware } from './firmware.ts';
export { readKnownCharger } from './read-known-charger.ts';
export type { Report, Sign } from './symptom.ts';
