import type { CsmsBug } from '../hooks.ts';

export const csmsAnswersStrangers: CsmsBug = {
  id: 'csms-answers-strangers',
  title: 'Serves a station that never sent a BootNotification',
  dialects: ['ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    anybody: true,
  },
};
