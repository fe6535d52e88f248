import type { ProfileFilter, Reply } from '../../dialects/index.ts';
import type { ChargingProfile, InstalledProfile } from '../../energy/index.ts';
import type { ChargerSettings } from '../role.ts';
import type { Transaction } from './transaction.ts';

export const MOST_PROFILES = 20;
/** ChargeProfileMaxStackLevel (`16.SC.23`, `ocpp201:K01.FR.16`). */
export const HIGHEST_LEVEL = 20;
export const MOST_PERIODS = 1000;

type Verdict = Reply<'sets charging profile'>;

const refused = (reason: string): Verdict => ({ status: 'Rejected', reason });

/** What of this station's own situation speaks against a profile whose form is right. */
export const misfit = (
  settings: ChargerSettings,
  evse: number,
  profile: ChargingProfile,
  running: Transaction | undefined,
  installed: readonly InstalledProfile[],
): Verdict | undefined => {
  if (!Number.isInteger(evse) || evse < 0 || evse > settings.evses) return refused('UnknownEvse');
  if (profile.schedules.some(({ unit }) => !settings.units.includes(unit)))
    return refused('UnsupportedRateUnit');
  if (profile.stackLevel > (settings.highestStackLevel ?? HIGHEST_LEVEL)) return refused('InvalidStackLevel');
  if (profile.schedules.some(({ periods }) => periods.length > (settings.mostPeriods ?? MOST_PERIODS)))
    return refused('InvalidSchedule');
  if (installed.length >= MOST_PROFILES && !installed.some(({ profile: { id } }) => id === profile.id)) {
    return refused('TooManyProfiles');
  }
  if (profile.stackLevel > HIGHEST_LEVEL) return refused('InvalidStackLevel');
  switch (profile.purpose) {
    case 'TxProfile':
      if (evse === 0) return refused('InvalidProfile');
      if (running === undefined) return refused('NoTransaction');
      return isOf(profile, running, settings) ? undefined : refused('TxNotFound');
    case 'ChargingStationMaxProfile':
      return evse === 0 ? undefined : refused('InvalidProfile');
    case 'TxDefaultProfile':
      return profile.transactionId === undefined ? undefined : refused('InvalidProfile');
    case 'ChargingStationExternalConstraints':
    case 'PriorityCharging':
    case 'LocalGeneration':
      return refused('UnsupportedPurpose');
  }
};

/** 1.6 leaves the transaction id optional in a TxProfile; 2.x demands it (`ocpp201:K01.FR.03`). */
const isOf = (profile: ChargingProfile, running: Transaction, { dialect }: ChargerSettings): boolean =>
  profile.transactionId === undefined ? dialect === 'ocpp1.6' : profile.transactionId === running.known;

/** TxProfiles end with their transaction (`16.SC.05`, `ocpp201:K02.FR.05`). */
export const forgetTransaction = (
  installed: readonly InstalledProfile[],
  { evse }: Transaction,
): readonly InstalledProfile[] =>
  installed.filter((entry) => entry.evse !== evse || entry.profile.purpose !== 'TxProfile');

/** 2.1: what was offline too long and says so does not come back (`ocpp21:K01.FR.102`). */
export const afterOffline = (
  installed: readonly InstalledProfile[],
  offline: number,
): readonly InstalledProfile[] =>
  installed.filter(
    ({ profile: { maxOfflineDuration, invalidAfterOffline } }) =>
      invalidAfterOffline !== true ||
      maxOfflineDuration === undefined ||
      offline <= maxOfflineDuration * 1000,
  );

export const matches = ({ evse, profile }: InstalledProfile, filter: ProfileFilter): boolean =>
  (filter.id === undefined || filter.id === profile.id) &&
  (filter.evse === undefined || filter.evse === evse) &&
  (filter.purpose === undefined || filter.purpose === profile.purpose) &&
  (filter.stackLevel === undefined || filter.stackLevel === profile.stackLevel);
