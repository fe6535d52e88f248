import type { FirmwareCheck } from '../suite/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult, Finding } from './finding.ts';
import { finding, resultOf, wrongAs } from './result.ts';

/** Plain 1.6 has no words for these; nobody is held to them there. */
const UNKNOWN_TO_PLAIN_16 = new Set<string>([
  'DownloadScheduled',
  'DownloadPaused',
  'InstallRebooting',
  'InstallScheduled',
  'InstallVerificationFailed',
  'InvalidSignature',
  'SignatureVerified',
]);

/** An update as the charger told of it, and the firmware that it has afterwards (`ocpp201:L01`, `ocpp16:L01`). */
export const judgeFirmware = (facts: Facts, check: FirmwareCheck): CheckResult => {
  const base = { check: 'firmware', label: 'the update went as it was told', place: check.place };
  if (facts.subject === 'csms') return resultOf({ ...base, proves: [], looked: 1, findings: [] });
  const asked = facts.exchanges.filter(({ intent }) => intent?.kind === 'updates firmware');
  const signed = asked.some(
    ({ intent }) => intent?.kind === 'updates firmware' && intent.proof !== undefined,
  );
  const plain = facts.dialect === 'ocpp1.6' && !signed;
  const told = facts.exchanges.flatMap(({ from, intent, seq, at }) =>
    from === 'charger' && intent?.kind === 'reports firmware' ? [{ ...intent, seq, at }] : [],
  );
  const findings: Finding[] = [];
  const wrong = (
    summary: string,
    expected: string,
    actual: string,
    evidence: readonly number[],
    as = check.as,
  ): void => {
    findings.push(finding(wrongAs(as), check.proves, summary, [expected], actual, evidence));
  };
  const wanted = check.tells.filter((status) => !plain || !UNKNOWN_TO_PLAIN_16.has(status));
  const heard = told.map(({ status }) => status).join(', ');
  let after = -1;
  for (const status of wanted) {
    const index = told.findIndex((each, position) => position > after && each.status === status);
    if (index >= 0) {
      after = index;
      continue;
    }
    wrong(
      `the charger never told that the firmware is "${status}"${after >= 0 ? ' at its turn' : ''}`,
      wanted.join(', '),
      heard === '' ? 'it told nothing' : heard,
      told.map(({ seq }) => seq),
    );
    break;
  }
  const unwanted = told.filter(({ status }) => check.never.includes(status));
  const [first] = unwanted;
  if (first !== undefined)
    wrong(
      `the charger tells "${first.status}", which must not be`,
      `never ${check.never.join(', ')}`,
      `${first.status} at ${facts.clock(first.at)}`,
      unwanted.map(({ seq }) => seq),
    );
  const ids = new Set(
    asked.map(({ intent }) => (intent?.kind === 'updates firmware' ? intent.requestId : 0)),
  );
  const nameless = plain
    ? []
    : told.filter(({ requestId }) => requestId === undefined || !ids.has(requestId));
  if (nameless.length > 0)
    wrong(
      `states of the update do not name the request (${nameless.length})`,
      `requestId ${[...ids].join(', ')}`,
      `${nameless[0]?.requestId ?? 'none'}`,
      nameless.map(({ seq }) => seq),
    );
  const boots = facts.exchanges.flatMap(({ from, intent, seq }) =>
    from === 'charger' && intent?.kind === 'boots' ? [{ firmware: intent.firmware, seq }] : [],
  );
  const [before] = boots;
  const last = boots.at(-1);
  if (before?.firmware !== undefined && last?.firmware !== undefined) {
    const changed = before.firmware !== last.firmware;
    if (changed !== (check.version === 'changed'))
      wrong(
        changed ? 'the firmware has changed' : 'the firmware has not changed',
        check.version === 'changed'
          ? `another version than ${before.firmware.slice(0, 50)}`
          : before.firmware.slice(0, 50),
        last.firmware.slice(0, 50),
        [before.seq, last.seq],
      );
  } else if (check.version === 'changed')
    findings.push(
      finding(
        'advised',
        check.proves,
        'nobody knows which firmware it is',
        ['firmwareVersion at every boot'],
        'none',
      ),
    );
  return resultOf({
    ...base,
    proves: check.proves,
    looked: told.length + asked.length,
    findings,
    measures: { told: told.length },
  });
};
