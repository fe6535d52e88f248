import type { Reply } from '../../dialects/index.ts';
import { installProfile, profileProblems, type ChargingProfile } from '../../energy/index.ts';
import type { ChargerParts } from '../role.ts';
import type { Connector } from './connector.ts';
import type { ChargerHooks, OutOfTurn } from './hooks.ts';
import type { Memory } from './memory.ts';
import { oracleOf } from './oracle.ts';
import { misfit } from './profile-store.ts';

export interface InstallerParts {
  readonly charger: ChargerParts;
  readonly memory: Memory;
  readonly hooks: ChargerHooks;
  readonly connectors: readonly Connector[];
  readonly evaluate: () => void;
  readonly turn: OutOfTurn;
}

/** Judges a profile and, when it is right, installs and applies it at once (`ocpp201:K01.FR.07`). */
export const installer =
  ({ charger, memory, hooks, connectors, evaluate, turn }: InstallerParts) =>
  (evse: number, profile: ChargingProfile): Reply<'sets charging profile'> => {
    const { settings } = charger;
    const forced = hooks.acceptProfile?.(profile);
    if (forced !== undefined && forced.status !== 'Accepted') return forced;
    const running = connectors.find((connector) => connector.evse === evse)?.running;
    const verdict = misfit(settings, evse, profile, running, memory.profiles);
    if (verdict !== undefined && forced === undefined) return verdict;
    const [problem] = profileProblems(profile, {
      rules: settings.dialect,
      evse,
      units: settings.units,
      transactions: oracleOf(charger, memory).transactions,
    });
    if (problem !== undefined && forced === undefined)
      return { status: 'Rejected', reason: 'InvalidSchedule' };
    const stored = hooks.storeProfile === undefined ? profile : hooks.storeProfile(profile, memory.profiles);
    if (stored !== undefined)
      memory.profiles = installProfile(memory.profiles, evse, stored, settings.dialect);
    evaluate();
    hooks.installed?.(() => {
      memory.profiles = [];
      evaluate();
    }, turn);
    return { status: 'Accepted' };
  };
