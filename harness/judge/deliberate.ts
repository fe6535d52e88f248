import { shows } from '../suite/index.ts';
import type { Facts } from './facts.ts';

const PATIENCE = 60_000;

/** Frames that our own side sent wrong on purpose: those of steps that demand a refusal. */
export const deliberatelyWrong = (facts: Facts): ReadonlySet<number> => {
  const found = new Set<number>();
  for (const step of facts.scenario.timeline) {
    if (step.reply !== 'refused' && step.reply !== 'an error') continue;
    const begun = facts.trace.events.find(
      (event) => event.kind === 'step' && event.step === step.index && event.phase === 'begins',
    );
    if (begun === undefined || step.actor === facts.subject) continue;
    const sent = facts.exchanges.find(
      ({ from, intent, at, seq }) =>
        from === step.actor &&
        from !== facts.subject &&
        !found.has(seq) &&
        seq > begun.seq &&
        at <= begun.at + Math.max(step.within ?? 0, PATIENCE) &&
        (intent === undefined || shows(step.actor, step.verb, intent)),
    );
    if (sent !== undefined) found.add(sent.seq);
  }
  return found;
};
