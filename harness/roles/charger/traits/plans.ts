import { wholeSeconds, type ChargingProfile } from '../../../energy/index.ts';
import type { ChargerTrait } from '../hooks.ts';

/** How chargers take plans, where that is not as a CSMS would like. */

const FIRST = 2;

const rejectsFirstPlans: ChargerTrait = {
  id: 'rejects-first-plans',
  title:
    'Rejects its first two profiles of a transaction, as a charger does that is still busy with the start',
  source: 'https://github.com/steve-community/steve/issues/1376',
  hooks: () => {
    let seen = 0;
    return {
      acceptProfile: ({ purpose }) => {
        if (purpose !== 'TxProfile') return undefined;
        seen += 1;
        return seen <= FIRST ? { status: 'Rejected' } : undefined;
      },
    };
  },
};

const rejectsPlans: ChargerTrait = {
  id: 'rejects-plans',
  title: 'Rejects every profile',
  source: 'https://github.com/lbbrhzn/ocpp/commit/b59f98f',
  hooks: () => ({ acceptProfile: () => ({ status: 'Rejected' }) }),
};

const silentOnce: ChargerTrait = {
  id: 'silent-once',
  title: 'Never answers its first profile of a transaction',
  source: 'https://github.com/steve-community/steve/issues/741',
  hooks: () => {
    let seen = 0;
    return {
      refusesCall: ({ purpose }) => {
        if (purpose !== 'TxProfile') return undefined;
        seen += 1;
        return seen === 1 ? { refuse: 'silence' } : undefined;
      },
    };
  },
};

const noSmartCharging: ChargerTrait = {
  id: 'no-smart-charging',
  title: 'Knows no charging profiles at all',
  hooks: () => ({ refusesCall: () => ({ refuse: 'NotSupported', description: 'no smart charging' }) }),
};

const needsTransactionId: ChargerTrait = {
  id: 'needs-transaction-id',
  title: 'Rejects a TxProfile that names no transaction',
  source: 'https://github.com/steve-community/steve/issues/1083',
  hooks: () => ({
    acceptProfile: ({ purpose, transactionId }) =>
      purpose === 'TxProfile' && transactionId === undefined ? { status: 'Rejected' } : undefined,
  }),
};

const needsStart: ChargerTrait = {
  id: 'needs-start-schedule',
  title: 'Rejects an Absolute or Recurring profile without startSchedule',
  source: 'https://github.com/EVerest/libocpp/pull/114',
  hooks: () => ({
    acceptProfile: ({ kind, schedules: [schedule] }) =>
      schedule.start === undefined && (kind === 'Absolute' || kind === 'Recurring')
        ? { status: 'Rejected' }
        : undefined,
  }),
};

const defaultsForTheNext: ChargerTrait = {
  id: 'defaults-for-the-next',
  title: 'A default profile that comes during a transaction is for the next one',
  source: 'https://github.com/ConnectorIO/connectorio-addons/pull/160',
  hooks: () => {
    let running: ChargingProfile | undefined;
    return {
      storeProfile: (profile, installed) => {
        running = installed.find((each) => each.profile.purpose === 'TxProfile')?.profile ?? running;
        return profile.purpose === 'TxDefaultProfile' && running !== undefined ? undefined : profile;
      },
    };
  },
};

const ignoresConnectorZero: ChargerTrait = {
  id: 'ignores-connector-zero',
  title: 'Accepts profiles for the whole station and does nothing with them',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1851',
  hooks: () => ({
    refusesCall: (_, evse) =>
      evse === 0 ? { refuse: 'NotSupported', description: 'no connector 0' } : undefined,
  }),
};

const levelZeroOnly: ChargerTrait = {
  id: 'level-zero-only',
  title: 'Promises stack levels that it then rejects',
  source: 'https://github.com/lbbrhzn/ocpp/issues/1703',
  hooks: () => ({
    acceptProfile: ({ stackLevel }) => (stackLevel > 0 ? { status: 'Rejected' } : undefined),
  }),
};

const noStationMaximum: ChargerTrait = {
  id: 'no-station-maximum',
  title: 'Takes no ChargePointMaxProfile',
  source: 'https://github.com/lbbrhzn/ocpp/issues/2158',
  hooks: () => ({
    acceptProfile: ({ purpose }) =>
      purpose === 'ChargingStationMaxProfile' ? { status: 'Rejected' } : undefined,
  }),
};

const threePhasesByDefault: ChargerTrait = {
  id: 'three-phases-by-default',
  title: 'Spreads watts over three phases where a profile does not say how many there are',
  source: 'https://docs.evcc.io/en/docs/devices/chargers#ocpp',
  hooks: () => ({
    storeProfile: (profile) => {
      const [schedule] = profile.schedules;
      if (schedule.unit !== 'W') return profile;
      const periods = schedule.periods.map((period) =>
        period.phases === undefined && period.limit !== undefined
          ? { ...period, limit: period.limit / 3 }
          : period,
      );
      return { ...profile, schedules: [{ ...schedule, periods }] };
    },
  }),
};

const clockBehind: ChargerTrait = {
  id: 'clock-behind',
  title: 'Its schedules run 45 seconds behind the time',
  source: 'https://github.com/evcc-io/evcc/pull/16430',
  hooks: () => ({ scheduleTime: (at) => (at - 45_000) as typeof at }),
};

const losesItsPlan: ChargerTrait = {
  id: 'loses-its-plan',
  title: 'Loses all plans four minutes after the first of a transaction: somebody else cleared them',
  source: 'https://github.com/ocpp-balanz/ocpp-2w-proxy/issues/3',
  hooks: () => {
    let seen = 0;
    return {
      storeProfile: (profile) => {
        if (profile.purpose === 'TxProfile') seen += 1;
        return profile;
      },
      installed: (forget, turn) => {
        if (seen === 1) turn.after(240, forget);
      },
    };
  },
};

const compositeInAmps: ChargerTrait = {
  id: 'composite-in-amps',
  title: 'Answers a question for its schedule in watts with amperes',
  source: 'https://github.com/sap-labs-france/ev-server/issues/1837',
  hooks: () => ({
    composite: (schedule) =>
      schedule.unit === 'A'
        ? schedule
        : {
            ...schedule,
            unit: 'A',
            duration: wholeSeconds(schedule.duration),
            periods: schedule.periods.map((period) => ({
              ...period,
              limit: period.limit === undefined ? undefined : Math.round((period.limit / 230) * 10) / 10,
            })),
          },
  }),
};

export const PLAN_TRAITS: readonly ChargerTrait[] = [
  rejectsFirstPlans,
  rejectsPlans,
  silentOnce,
  noSmartCharging,
  needsTransactionId,
  needsStart,
  defaultsForTheNext,
  ignoresConnectorZero,
  levelZeroOnly,
  noStationMaximum,
  threePhasesByDefault,
  clockBehind,
  losesItsPlan,
  compositeInAmps,
];
