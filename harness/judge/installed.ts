import { clearProfiles, installProfile, type InstalledProfile, type StationModel } from '../energy/index.ts';
import type { Instant } from '../time/index.ts';
import { statusOf, type Exchange } from './conversation.ts';
import type { Facts } from './facts.ts';

/** The profiles installed from `at` on, because the charger accepted a change. */
export interface Change {
  readonly at: Instant;
  readonly seq: number;
  readonly label: string;
  readonly installed: readonly InstalledProfile[];
}

const changeOf = (
  facts: Facts,
  { intent, answer }: Exchange,
  before: readonly InstalledProfile[],
): Omit<Change, 'at' | 'seq'> | undefined => {
  if (intent?.kind === 'sets charging profile' && statusOf(answer) === 'Accepted') {
    const { evse, profile } = intent;
    const label = `profile ${profile.id} set on EVSE ${evse}`;
    return { label, installed: installProfile(before, evse, profile, facts.dialect) };
  }
  if (intent?.kind === 'clears charging profile' && statusOf(answer) === 'Accepted')
    return { label: 'profiles cleared', installed: clearProfiles(before, intent.filter).kept };
  if (intent?.kind === 'starts remotely' && intent.profile !== undefined && statusOf(answer) === 'Accepted')
    return {
      label: `profile ${intent.profile.id} with the remote start`,
      installed: installProfile(before, intent.evse ?? 1, intent.profile, facts.dialect),
    };
  return undefined;
};

const MOST_CHANGES = 5000;

/** Every accepted change of profiles in the order of its answers; a TxProfile goes with its transaction. */
export const changesOf = (facts: Facts): readonly Change[] => {
  const changes: Change[] = [];
  const ended = facts.transactions.flatMap((each) =>
    each.end === undefined ? [] : [{ ...each, end: each.end }],
  );
  const answered = facts.exchanges
    .filter((each) => each.from === 'csms' && each.answer !== undefined)
    .toSorted((a, b) => (a.answer?.seq ?? 0) - (b.answer?.seq ?? 0));
  let installed: readonly InstalledProfile[] = [];
  const endTo = (limit: number): void => {
    for (const { end, evse } of ended) {
      if (end > limit || end < (changes.at(-1)?.at ?? 0)) continue;
      const kept = installed.filter((each) => each.profile.purpose !== 'TxProfile' || each.evse !== evse);
      if (kept.length === installed.length) continue;
      installed = kept;
      changes.push({ at: end, seq: changes.at(-1)?.seq ?? 0, label: 'the transaction ended', installed });
    }
  };
  for (const exchange of answered) {
    const { answer } = exchange;
    if (answer === undefined || changes.length >= MOST_CHANGES) break;
    endTo(answer.at);
    const change = changeOf(facts, exchange, installed);
    if (change === undefined) continue;
    ({ installed } = change);
    changes.push({ at: answer.at, seq: answer.seq, ...change });
  }
  endTo(facts.livedUntil);
  return changes;
};

/** The station as the oracle must know it at `at`; `seq` decides between changes of one instant. */
export const stationAt = (
  facts: Facts,
  changes: readonly Change[],
  at: Instant,
  seq: number = Number.MAX_SAFE_INTEGER,
): StationModel => {
  const { supply, station, zone } = facts.scenario.given;
  return {
    rules: facts.dialect,
    evses: station.evses,
    voltage: supply.voltage,
    phases: supply.phases,
    zone,
    profiles: changes.findLast((each) => each.at <= at && each.seq <= seq)?.installed ?? [],
    transactions: facts.transactions.filter(
      ({ start, end }) => start <= at && (end === undefined || end > at),
    ),
  };
};
