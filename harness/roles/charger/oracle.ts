import type { Oracle } from '../../energy/index.ts';
import type { ChargerParts } from '../role.ts';
import type { Memory } from './memory.ts';

/** The station's profiles and sessions as the composite-schedule oracle wants them. */
export const oracleOf = ({ settings }: ChargerParts, memory: Memory): Oracle => ({
  dialect: settings.dialect,
  installed: memory.profiles,
  evses: settings.evses,
  supply: settings.supply,
  transactions: new Map(
    [...memory.transactions].map(([evse, { since, known, own }]) => [evse, { since, id: known ?? own }]),
  ),
});
