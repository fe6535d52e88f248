import type { DialectId } from '../../../dialects/index.ts';

/** The dialects in which a behaviour was seen, or in which it would look the same. */
export const LEGACY: readonly DialectId[] = ['ocpp1.6'];
export const NEWER: readonly DialectId[] = ['ocpp2.0.1', 'ocpp2.1'];
export const ALL: readonly DialectId[] = [...LEGACY, ...NEWER];
