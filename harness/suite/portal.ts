import type { Field } from './fields.ts';
import { oneOf } from './json-schema.ts';

const PORTALS = ['own link', 'proxy'] as const;

/**
 * A second system that wants to steer the charger, such as the installer's portal: over a connection of its own, or through
 * a proxy that makes one connection of two.
 */
export type Portal = (typeof PORTALS)[number];

export const PORTAL_SCHEMA = oneOf(PORTALS);

export const readPortal = (field: Field): Portal => field.oneOf(PORTALS, 'proxy');
