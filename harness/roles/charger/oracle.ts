import type { StationModel } from '../../energy/index.ts';
import type { ChargerParts } from '../role.ts';
import type { Memory } from './memory.ts';

/** The station's profiles and sessions as the composite-schedule oracle wants them. */
export const oracleOf = ({ settings }: ChargerParts, memory: Memory): StationModel => ({
  rules: settings.dialect,
  profiles: memory.profiles,
  evses: settings.evses,
  voltage: settings.supply.voltage,
  phases: settings.supply.phases,
  ...(memory.offlineSince === undefined ? {} : { offlineSince: memory.offlineSince }),
  transactions: [...memory.transactions].map(([evse, { since, known, own }]) => ({
    evse,
    start: since,
    id: known ?? own,
  })),
});
