import { PORTAL_LINKS } from '../trace/index.ts';
import { statusOf, type Exchange } from './conversation.ts';
import type { Facts } from './facts.ts';

const NAMES = { supplier: 'the supplier', portal: "the installer's portal" } as const;
const MOST = 6;

/** Which of two systems sent a request: by its link, or by the step that had it sent through a proxy. */
const senderOf = (facts: Facts, { seq, link, intent }: Exchange): keyof typeof NAMES => {
  if (link >= PORTAL_LINKS) return 'portal';
  const begun = facts.trace.events.findLast(
    (event) =>
      event.kind === 'step' &&
      event.phase === 'begins' &&
      event.seq < seq &&
      facts.scenario.timeline[event.step]?.verb === intent?.kind,
  );
  const step = begun?.kind === 'step' ? facts.scenario.timeline[begun.step] : undefined;
  return step?.with.by ?? 'supplier';
};

/** Two systems that plan for one charger, in the words of the one who must sort it out; undefined when there is one. */
export const conflictOf = (facts: Facts): string | undefined => {
  const plans = facts.exchanges.flatMap((exchange) =>
    exchange.from === 'csms' && exchange.intent?.kind === 'sets charging profile'
      ? [{ exchange, sender: senderOf(facts, exchange), profile: exchange.intent.profile }]
      : [],
  );
  if (new Set(plans.map(({ sender }) => sender)).size < 2) return undefined;
  const told = plans
    .slice(0, MOST)
    .map(
      ({ exchange, sender, profile }) =>
        `${NAMES[sender]} sent profile ${profile.id} (stack level ${profile.stackLevel}) at ${facts.clock(exchange.at)}: ${statusOf(exchange.answer) ?? 'no answer'}`,
    )
    .join('; ');
  return `two systems plan for this charger. ${told}. Let only one of them plan: switch off schedules and load management in the portal, or take its OCPP connection out of the charger, clear all charging profiles, and have the supplier send its plan again`;
};
