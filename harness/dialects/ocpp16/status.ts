import type { ChargingState, ConnectorStatus } from '../intents.ts';

/** 1.6 says in one word what 2.x says in two: whether the connector is taken, and what the charging does. */
const STATES: Readonly<Record<string, ChargingState>> = {
  Preparing: 'EVConnected',
  Charging: 'Charging',
  SuspendedEV: 'SuspendedEV',
  SuspendedEVSE: 'SuspendedEVSE',
  Finishing: 'Idle',
};
const WORDS: Readonly<Record<ChargingState, string>> = {
  EVConnected: 'Preparing',
  Charging: 'Charging',
  SuspendedEV: 'SuspendedEV',
  SuspendedEVSE: 'SuspendedEVSE',
  Idle: 'Finishing',
};

export const wordFor = (status: ConnectorStatus, state: ChargingState | undefined): string =>
  status === 'Occupied' ? WORDS[state ?? 'EVConnected'] : status;

export const wordForState = (state: ChargingState): string => WORDS[state];

export const readWord = (
  word: string | undefined,
): { readonly status: ConnectorStatus; readonly state?: ChargingState } => {
  const state = word === undefined ? undefined : STATES[word];
  if (state !== undefined) return { status: 'Occupied', state };
  switch (word) {
    case 'Reserved':
    case 'Unavailable':
    case 'Faulted':
      return { status: word };
    case undefined:
    default:
      return { status: 'Available' };
  }
};
