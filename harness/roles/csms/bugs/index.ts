import { SuiteError } from '../../../errors.ts';
import type { CsmsBug } from '../hooks.ts';
import { csmsAnswersStrangers } from './csms-answers-strangers.ts';
import { csmsAnyTxidCloses } from './csms-any-txid-closes.ts';
import { csmsAnyVersion } from './csms-any-version.ts';
import { csmsCallerrorForKnownActions } from './csms-callerror-for-known-actions.ts';
import { csmsCallsBeforeBootConf } from './csms-calls-before-boot-conf.ts';
import { csmsCompositeUnitAssumed } from './csms-composite-unit-assumed.ts';
import { csmsConnector0TxdefaultOnly } from './csms-connector0-txdefault-only.ts';
import { csmsDeadlockNoAnswer } from './csms-deadlock-no-answer.ts';
import { csmsDstRecurringShift } from './csms-dst-recurring-shift.ts';
import { csmsFallbackRemoved } from './csms-fallback-removed.ts';
import { csmsFirstPeriodNotZero } from './csms-first-period-not-zero.ts';
import { csmsFixedHighStacklevel } from './csms-fixed-high-stacklevel.ts';
import { csmsForgetsActivation } from './csms-forgets-activation.ts';
import { csmsForgetsReplug } from './csms-forgets-replug.ts';
import { csmsGuessesPrices } from './csms-guesses-prices.ts';
import { csmsIgnoresAllowance } from './csms-ignores-allowance.ts';
import { csmsIgnoresExtensions } from './csms-ignores-extensions.ts';
import { csmsIgnoresOffsets } from './csms-ignores-offsets.ts';
import { csmsIgnoresPeriodLimit } from './csms-ignores-period-limit.ts';
import { csmsIgnoresRateunit } from './csms-ignores-rateunit.ts';
import { csmsKeepsRemovedDispatches } from './csms-keeps-removed-dispatches.ts';
import { csmsLimitGeThresholdClears } from './csms-limit-ge-threshold-clears.ts';
import { csmsLocalTimeAsUtc } from './csms-local-time-as-utc.ts';
import { csmsLongIdtag } from './csms-long-idtag.ts';
import { csmsMeasurandProbeClobbers } from './csms-measurand-probe-clobbers.ts';
import { csmsMicroSlots } from './csms-micro-slots.ts';
import { csmsMissesLateDispatches } from './csms-misses-late-dispatches.ts';
import { csmsMissingStartschedule } from './csms-missing-startschedule.ts';
import { csmsNegativeEnergy } from './csms-negative-energy.ts';
import { csmsNeverMarksOffline } from './csms-never-marks-offline.ts';
import { csmsNoCallTimeout } from './csms-no-call-timeout.ts';
import { csmsNoPlan } from './csms-no-plan.ts';
import { csmsNoReplan } from './csms-no-replan.ts';
import { csmsNullOptionals } from './csms-null-optionals.ts';
import { csmsOmitsPhases } from './csms-omits-phases.ts';
import { csmsPlanTooLate } from './csms-plan-too-late.ts';
import { csmsPollsEveryQuarterHour } from './csms-polls-every-quarter-hour.ts';
import { csmsProfileBeforeStartConf } from './csms-profile-before-start-conf.ts';
import { csmsProxyConfigFight } from './csms-proxy-config-fight.ts';
import { csmsRefusesZoneLessTimestamp } from './csms-refuses-zone-less-timestamp.ts';
import { csmsRemotestartOverridesLimit } from './csms-remotestart-overrides-limit.ts';
import { csmsRevivesEndedSession } from './csms-revives-ended-session.ts';
import { csmsRoundsDispatches } from './csms-rounds-dispatches.ts';
import { csmsSettingsDisableSmart } from './csms-settings-disable-smart.ts';
import { csmsSlotEnergyOverestimated } from './csms-slot-energy-overestimated.ts';
import { csmsStaleAfterDst } from './csms-stale-after-dst.ts';
import { csmsStartscheduleNow } from './csms-startschedule-now.ts';
import { csmsStateVsChargerDesync } from './csms-state-vs-charger-desync.ts';
import { csmsStoptxWithoutIdtagCrash } from './csms-stoptx-without-idtag-crash.ts';
import { csmsTakesAnybody } from './csms-takes-anybody.ts';
import { csmsTransactionidInRemotestart } from './csms-transactionid-in-remotestart.ts';
import { csmsTriggerFlood } from './csms-trigger-flood.ts';
import { csmsTrustsCurrentOffered } from './csms-trusts-current-offered.ts';
import { csmsTxdefaultForRunningTx } from './csms-txdefault-for-running-tx.ts';
import { csmsTxidZero } from './csms-txid-zero.ts';
import { csmsTxprofileOnlyStartGap } from './csms-txprofile-only-start-gap.ts';
import { csmsTxprofileWithoutTransactionid } from './csms-txprofile-without-transactionid.ts';
import { csmsUnitDefaultWrong } from './csms-unit-default-wrong.ts';
import { csmsWattsDropped } from './csms-watts-dropped.ts';
import { csmsWattsToAmpsCharger } from './csms-watts-to-amps-charger.ts';
import { CSMS_NIGHT_BUGS } from './nights.ts';
import { csmsWindowOneHourShort } from './csms-window-one-hour-short.ts';
import { csmsWrongRoleProfile } from './csms-wrong-role-profile.ts';
import { csmsWrongUnitDefault22kw } from './csms-wrong-unit-default-22kw.ts';
import { csmsWsTimeoutEqualsHeartbeat } from './csms-ws-timeout-equals-heartbeat.ts';
import { csmsAnyPassword } from './csms-any-password.ts';
import { csmsAnyCertificate } from './csms-any-certificate.ts';
import { csmsOldTls } from './csms-old-tls.ts';

export const CSMS_BUGS: readonly CsmsBug[] = [
  csmsAnswersStrangers,
  csmsAnyTxidCloses,
  csmsAnyVersion,
  csmsCallerrorForKnownActions,
  csmsCallsBeforeBootConf,
  csmsCompositeUnitAssumed,
  csmsConnector0TxdefaultOnly,
  csmsDeadlockNoAnswer,
  csmsDstRecurringShift,
  csmsFallbackRemoved,
  csmsFirstPeriodNotZero,
  csmsFixedHighStacklevel,
  csmsForgetsActivation,
  csmsForgetsReplug,
  csmsGuessesPrices,
  csmsIgnoresAllowance,
  csmsIgnoresExtensions,
  csmsIgnoresOffsets,
  csmsIgnoresPeriodLimit,
  csmsIgnoresRateunit,
  csmsKeepsRemovedDispatches,
  csmsLimitGeThresholdClears,
  csmsLocalTimeAsUtc,
  csmsLongIdtag,
  csmsMeasurandProbeClobbers,
  csmsMicroSlots,
  csmsMissesLateDispatches,
  csmsMissingStartschedule,
  csmsNegativeEnergy,
  csmsNeverMarksOffline,
  csmsNoCallTimeout,
  csmsNoPlan,
  csmsNoReplan,
  csmsNullOptionals,
  csmsOmitsPhases,
  csmsPlanTooLate,
  csmsPollsEveryQuarterHour,
  csmsProfileBeforeStartConf,
  csmsProxyConfigFight,
  csmsRefusesZoneLessTimestamp,
  csmsRemotestartOverridesLimit,
  csmsRevivesEndedSession,
  csmsRoundsDispatches,
  csmsSettingsDisableSmart,
  csmsSlotEnergyOverestimated,
  csmsStaleAfterDst,
  csmsStartscheduleNow,
  csmsStateVsChargerDesync,
  csmsStoptxWithoutIdtagCrash,
  csmsTakesAnybody,
  csmsTransactionidInRemotestart,
  csmsTriggerFlood,
  csmsTrustsCurrentOffered,
  csmsTxdefaultForRunningTx,
  csmsTxidZero,
  csmsTxprofileOnlyStartGap,
  csmsTxprofileWithoutTransactionid,
  csmsUnitDefaultWrong,
  csmsWattsDropped,
  csmsWattsToAmpsCharger,
  csmsWindowOneHourShort,
  csmsWrongRoleProfile,
  csmsWrongUnitDefault22kw,
  csmsWsTimeoutEqualsHeartbeat,
  ...CSMS_NIGHT_BUGS,
  csmsAnyPassword,
  csmsAnyCertificate,
  csmsOldTls,
];

/** @throws SuiteError when there is no such bug. */
export const csmsBug = (id: string): CsmsBug => {
  const found = CSMS_BUGS.find((bug) => bug.id === id);
  if (found === undefined) {
    throw new SuiteError(`no CSMS bug is called "${id}"`, {
      hint: CSMS_BUGS.map((bug) => bug.id).join(', '),
    });
  }
  return found;
};
