import type { CsmsBug } from '../hooks.ts';

export const csmsMissingStartschedule: CsmsBug = {
  id: 'csms-missing-startschedule',
  title: 'Leaves startSchedule out of absolute and recurring plans',
  source: 'https://github.com/citrineos/citrineos-core/pull/785',
  alsoSeen: [
    'https://github.com/EVerest/libocpp/pull/114',
    'https://github.com/mikuso/ocpp-rpc/issues/81',
    'https://github.com/steve-community/steve/issues/1177',
  ],
  seenOn: "CitrineOS before #785; 'some backends' (libocpp config switch #114); ocpp-rpc user; SteVe #1177",
  severity: 1,
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    profile(profile) {
      const [{ start: _, ...schedule }] = profile.schedules;
      return { ...profile, schedules: [schedule] };
    },
  },
};
