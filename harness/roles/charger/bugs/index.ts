import { SuiteError } from '../../../errors.ts';
import type { ChargerBug } from '../hooks.ts';
import { acceptIgnoreProfile } from './accept-ignore-profile.ts';
import { acceptIgnoreWattProfile } from './accept-ignore-watt-profile.ts';
import { compositeLies } from './composite-lies.ts';
import { dropsProfileAtReplug } from './drops-profile-at-replug.ts';
import { forgetsWindowEnd } from './forgets-window-end.ts';
import { ignoresReplacement } from './ignores-replacement.ts';
import { ignoresZero } from './ignores-zero.ts';
import { kilowattScale } from './kilowatt-scale.ts';
import { lateBeyondDelay } from './late-beyond-delay.ts';
import { localTimeAsUtc } from './local-time-as-utc.ts';
import { neverResumes } from './never-resumes.ts';
import { noMeterValues } from './no-meter-values.ts';
import { DUO_BUGS, FIRMWARE_BUGS } from './duo.ts';
import { NIGHT_BUGS } from './nights.ts';
import { perPhaseWatts } from './per-phase-watts.ts';
import { powerAlwaysZero } from './power-always-zero.ts';
import { recurringNeverRepeats } from './recurring-never-repeats.ts';
import { registerCountsHalf } from './register-counts-half.ts';
import { registerGoesBack } from './register-goes-back.ts';
import { stopTransactionLost } from './stop-transaction-lost.ts';
import { messagesWhilePending } from './messages-while-pending.ts';
import { bootsInALoop } from './boots-in-a-loop.ts';
import { givesUpWhenRejected } from './gives-up-when-rejected.ts';
import { givesUpWhenRefused } from './gives-up-when-refused.ts';
import { hammersTheEndpoint } from './hammers-the-endpoint.ts';
import { talksWithoutVersion } from './talks-without-version.ts';
import { remoteStartWhilePending } from './remote-start-while-pending.ts';
import { deafWhilePending } from './deaf-while-pending.ts';
import { talksBeforeBoot } from './talks-before-boot.ts';

import { COMPOSITE_BUGS } from './composite-bugs.ts';
import { FRAME_BUGS } from './frame-bugs.ts';
import { LIMIT_BUGS } from './limit-bugs.ts';
import { METER_BUGS } from './meter-bugs.ts';
import { PROFILE_BUGS } from './profile-bugs.ts';
import { REFUSAL_BUGS } from './refusal-bugs.ts';
import { TRANSACTION_BUGS } from './transaction-bugs.ts';
export const CHARGER_BUGS: readonly ChargerBug[] = [
  acceptIgnoreProfile,
  acceptIgnoreWattProfile,
  compositeLies,
  dropsProfileAtReplug,
  forgetsWindowEnd,
  ignoresReplacement,
  ignoresZero,
  kilowattScale,
  lateBeyondDelay,
  localTimeAsUtc,
  neverResumes,
  noMeterValues,
  perPhaseWatts,
  powerAlwaysZero,
  recurringNeverRepeats,
  registerCountsHalf,
  registerGoesBack,
  stopTransactionLost,
  messagesWhilePending,
  bootsInALoop,
  givesUpWhenRejected,
  givesUpWhenRefused,
  hammersTheEndpoint,
  talksWithoutVersion,
  remoteStartWhilePending,
  deafWhilePending,
  talksBeforeBoot,
  ...LIMIT_BUGS,
  ...PROFILE_BUGS,
  ...REFUSAL_BUGS,
  ...COMPOSITE_BUGS,
  ...METER_BUGS,
  ...TRANSACTION_BUGS,
  ...FRAME_BUGS,
  ...NIGHT_BUGS,
  ...DUO_BUGS,
  ...FIRMWARE_BUGS,
];

/** @throws SuiteError when there is no such bug. */
export const chargerBug = (id: string): ChargerBug => {
  const found = CHARGER_BUGS.find((bug) => bug.id === id);
  if (found === undefined) {
    throw new SuiteError(`no charger bug is called "${id}"`, {
      hint: CHARGER_BUGS.map((bug) => bug.id).join(', '),
    });
  }
  return found;
};
