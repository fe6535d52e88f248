import type { CsmsBug } from '../hooks.ts';

export const csmsGuessesPrices: CsmsBug = {
  id: 'csms-guesses-prices',
  title: 'Takes the cheap hours of yesterday for those of tomorrow, while no prices are there',
  dialects: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  hooks: {
    learns: (learned) => learned,
    profile: (profile, tariff) => {
      const { prices } = tariff;
      if (prices === undefined || prices.prices.length > 48) return profile;
      const [schedule] = profile.schedules;
      const periods = schedule.periods.map((period) => ({ ...period, limit: 7360 }));
      return { ...profile, schedules: [{ ...schedule, periods }] };
    },
  },
};
