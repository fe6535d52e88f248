import type { DialectId } from './intents.ts';

/** Neutral names of the settings that the harness uses, and what they are called in each version. */
const NAMES: readonly { readonly neutral: string; readonly key: string; readonly variable: string }[] = [
  {
    neutral: 'MeterSampleInterval',
    key: 'MeterValueSampleInterval',
    variable: 'SampledDataCtrlr.TxUpdatedInterval',
  },
  {
    neutral: 'MeterMeasurands',
    key: 'MeterValuesSampledData',
    variable: 'SampledDataCtrlr.TxUpdatedMeasurands',
  },
  { neutral: 'HeartbeatInterval', key: 'HeartbeatInterval', variable: 'OCPPCommCtrlr.HeartbeatInterval' },
  {
    neutral: 'RateUnits',
    key: 'ChargingScheduleAllowedChargingRateUnit',
    variable: 'SmartChargingCtrlr.RateUnit',
  },
  {
    neutral: 'MaxStackLevel',
    key: 'ChargeProfileMaxStackLevel',
    variable: 'SmartChargingCtrlr.ProfileStackLevel',
  },
  {
    neutral: 'MaxPeriods',
    key: 'ChargingScheduleMaxPeriods',
    variable: 'SmartChargingCtrlr.PeriodsPerSchedule',
  },
  { neutral: 'ClockAlignedInterval', key: 'ClockAlignedDataInterval', variable: 'AlignedDataCtrlr.Interval' },
  { neutral: 'SecurityProfile', key: 'SecurityProfile', variable: 'SecurityCtrlr.SecurityProfile' },
  { neutral: 'RandomDelay', key: 'RandomisedDelay', variable: 'SmartChargingCtrlr.RandomisedDelay' },
];

const OLD_UNITS: Readonly<Record<string, string>> = { Current: 'A', Power: 'W' };

/** The name on the wire; a name that is not neutral passes as it is. */
export const wireName = (dialect: DialectId, name: string): string => {
  const found = NAMES.find((each) => each.neutral === name);
  return found === undefined ? name : dialect === 'ocpp1.6' ? found.key : found.variable;
};

export const neutralName = (dialect: DialectId, name: string): string =>
  NAMES.find((each) => (dialect === 'ocpp1.6' ? each.key : each.variable) === name)?.neutral ?? name;

/** 1.6 writes Current and Power where 2.x writes A and W. */
export const wireValue = (dialect: DialectId, name: string, value: string): string => {
  if (dialect !== 'ocpp1.6' || name !== 'RateUnits') return value;
  return value
    .split(',')
    .map((unit) => Object.keys(OLD_UNITS).find((old) => OLD_UNITS[old] === unit.trim()) ?? unit)
    .join(',');
};

export const neutralValue = (name: string, value: string): string =>
  name === 'RateUnits'
    ? value
        .split(',')
        .map((unit) => OLD_UNITS[unit.trim()] ?? unit.trim())
        .join(',')
    : value;

export interface ComponentVariable {
  readonly component: { readonly name: string };
  readonly variable: { readonly name: string };
}

/** `Component.Variable` in two parts, as 2.x writes it. */
export const componentVariable = (name: string): ComponentVariable => {
  const dot = name.indexOf('.');
  return dot < 0
    ? { component: { name: 'Unknown' }, variable: { name } }
    : { component: { name: name.slice(0, dot) }, variable: { name: name.slice(dot + 1) } };
};
