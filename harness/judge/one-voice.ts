import type { OneVoiceCheck } from '../suite/index.ts';
import { leastWait, type Instant } from '../time/index.ts';
import { TWIN_LINK } from '../trace/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { isLink } from './outages.ts';
import { finding, resultOf, wrongAs } from './result.ts';

/** One identity, two connections: refused, or one of the two closed; never steered over both (`RPC.01`). */
export const judgeOneVoice = (facts: Facts, check: OneVoiceCheck): CheckResult => {
  const label = 'two connections of one identity become one';
  const base = { check: 'one voice', label, place: check.place };
  if (facts.subject === 'charger') return resultOf({ ...base, proves: [], looked: 1, findings: [] });
  const links = facts.trace.events.filter(isLink);
  const came = links.filter(({ link, state }) => link === TWIN_LINK && state !== 'closed');
  const findings: Finding[] = [];
  for (const second of came) {
    if (second.state === 'refused') continue;
    const until = (second.at + Math.max(check.within, leastWait(facts.course, second.at))) as Instant;
    const over = links.find(
      ({ link, state, at }) => link === TWIN_LINK && state === 'closed' && at >= second.at,
    );
    const first = links.findLast(
      ({ link, state, at }) => link < TWIN_LINK && state === 'opened' && at <= second.at,
    );
    const parted = links.find(
      ({ link, state, at }) =>
        state === 'closed' && at >= second.at && (link === TWIN_LINK || link === first?.link),
    );
    if (parted !== undefined && parted.at <= until) continue;
    const end = over?.at ?? facts.livedUntil;
    const said = facts.exchanges.filter(({ from, at }) => from === 'csms' && at > second.at && at <= end);
    const both = said.some(({ link }) => link === TWIN_LINK) && said.some(({ link }) => link !== TWIN_LINK);
    findings.push(
      finding(
        both ? wrongAs(check.as) : 'advised',
        check.proves,
        both
          ? 'two connections of one identity are both steered'
          : 'two connections of one identity stay open',
        [`one of the two closed or refused by ${facts.clock(until)}`],
        both ? `requests over both until ${facts.clock(end)}` : `both open until ${facts.clock(end)}`,
        [second.seq, ...said.map(({ seq }) => seq)],
      ),
    );
  }
  return resultOf({ ...base, proves: check.proves, looked: came.length, findings });
};
