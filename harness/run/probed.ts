import type { DialectId } from '../dialects/index.ts';
import { chosenTime, describeProbe, probe, type ProbeFindings } from '../play/index.ts';
import { timeRulesOut, type Planned } from '../plan/index.ts';
import type { Subject } from '../subject/index.ts';
import type { Scenario } from '../suite/index.ts';

/** A subject as it will be played, and what the probe of its clock found. */
export interface Probed {
  readonly subject: Subject;
  readonly findings?: ProbeFindings;
  /** Findings in words, or why there are none. */
  readonly says?: string;
}

/** Only a charger that we tell the time is probed, once, before its first night. */
export const probed = async (
  subject: Subject,
  scenario: Scenario,
  dialect: DialectId,
  version: string,
): Promise<Probed> => {
  const { time } = subject;
  if (subject.reference || subject.side !== 'charger' || (time.mode !== 'auto' && time.mode !== 'steered'))
    return { subject };
  try {
    const findings = await probe({ subject, scenario, dialect, version });
    const chosen = time.mode === 'auto' ? chosenTime(time, findings) : time;
    return { subject: { ...subject, time: chosen }, findings, says: describeProbe(findings) };
  } catch (error) {
    // The first night says what was tried to reach it.
    const says = `could not be probed: ${error instanceof Error ? error.message : String(error)}`;
    const fallback = time.mode === 'auto' ? { ...time, mode: 'steered' as const } : time;
    return { subject: { ...subject, time: fallback }, says };
  }
};

/** What was planned, for the subject as it was found to be. */
export const replanned = (planned: Planned, { subject, findings }: Probed): Planned => {
  const { scenario, dialect } = planned;
  if (planned.kind !== 'run') return { ...planned, subject };
  const reason = timeRulesOut(scenario, subject);
  if (reason !== undefined) return { kind: 'not run', scenario, subject, dialect, reason };
  return findings?.forwards === 'no' && subject.time.mode === 'steered'
    ? {
        kind: 'unproven',
        scenario,
        subject,
        dialect,
        reason: `its clock does not follow (${describeProbe(findings)}); try "time: { mode: rebased }" or auto`,
      }
    : { ...planned, subject };
};
