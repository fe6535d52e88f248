import type { Brand } from '../brand.ts';

export type Watts = Brand<number, 'Watts'>;
/** Per phase, as OCPP means it (`16.SC.19`, `ocpp201:K01.FR.51`). */
export type Amps = Brand<number, 'Amps'>;
export type Volts = Brand<number, 'Volts'>;
export type WattHours = Brand<number, 'WattHours'>;
/** Pence per kWh where a price, pence where an amount. */
export type Pence = Brand<number, 'Pence'>;
/** 0..1 */
export type Fraction = Brand<number, 'Fraction'>;
/** Whole seconds, the unit of every length inside a charging schedule. */
export type Seconds = Brand<number, 'Seconds'>;
export type Phases = 1 | 2 | 3;

export const watts = (value: number): Watts => value as Watts;
export const amps = (value: number): Amps => value as Amps;
export const volts = (value: number): Volts => value as Volts;
export const wattHours = (value: number): WattHours => value as WattHours;
export const pence = (value: number): Pence => value as Pence;
export const fraction = (value: number): Fraction => value as Fraction;
export const wholeSeconds = (value: number): Seconds => value as Seconds;
