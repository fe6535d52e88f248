import { describe, expect, it } from 'vitest';
import { amps, volts, wholeSeconds, type ChargingProfile } from '../../energy/index.ts';
import { instant } from '../../time/index.ts';
import type { ChargerSettings } from '../role.ts';
import { forgetTransaction, misfit } from './profile-store.ts';
import type { Transaction } from './transaction.ts';

const settings: ChargerSettings = {
  identity: 'C1',
  dialect: 'ocpp2.0.1',
  evses: 1,
  phases: 1,
  units: ['A'],
  supply: { voltage: volts(230), phases: 1, fuse: amps(32) },
  randomDelay: wholeSeconds(0),
  sampleEvery: wholeSeconds(300),
  token: 'T',
  adoptsTime: false,
};
const running: Transaction = {
  evse: 1,
  own: 'tx1',
  known: 'tx1',
  since: instant(0),
  token: 'T',
  remoteStartId: undefined,
  nextSeqNo: 1,
  state: 'Charging',
};
const profile: ChargingProfile = {
  id: 1,
  stackLevel: 0,
  purpose: 'TxProfile',
  kind: 'Absolute',
  transactionId: 'tx1',
  schedules: [{ unit: 'A', start: instant(0), periods: [{ start: wholeSeconds(0), limit: 0 }] }],
};

describe('misfit', () => {
  it('takes a TxProfile of the running transaction', () => {
    expect(misfit(settings, 1, profile, running, [])).toBeUndefined();
  });

  it.each([
    ['another transaction', 1, { ...profile, transactionId: 'tx2' }, running, 'TxNotFound'],
    ['no transaction', 1, profile, undefined, 'NoTransaction'],
    ['the whole station', 0, profile, running, 'InvalidProfile'],
    ['an EVSE that is not there', 2, profile, running, 'UnknownEvse'],
    [
      'a unit it does not take',
      1,
      { ...profile, schedules: [{ ...profile.schedules[0], unit: 'W' }] },
      running,
      'UnsupportedRateUnit',
    ],
  ] as const)('refuses %s', (_name, evse, wanted, transaction, reason) => {
    expect(misfit(settings, evse, wanted, transaction, [])).toEqual({ status: 'Rejected', reason });
  });
});

it('forgets only the TxProfiles of an ended transaction', () => {
  const standing = { evse: 1, profile: { ...profile, id: 2, purpose: 'TxDefaultProfile' as const } };
  expect(forgetTransaction([{ evse: 1, profile }, standing], running)).toEqual([standing]);
});
