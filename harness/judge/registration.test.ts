import { describe, expect, it } from 'vitest';
import { wholeSeconds } from '../energy/index.ts';
import type { RegistrationCheck, RegistrationRule } from '../suite/index.ts';
import type { CheckResult } from './finding.ts';
import { judge } from './judge.ts';
import { at, BASE, SampleNight, scenarioOf } from './sample-night.ts';

const check = (rule: RegistrationRule): RegistrationCheck => ({ check: 'registration', ...BASE, rule });

const ruled = (rule: RegistrationRule, night: SampleNight, end = 60): CheckResult => {
  const found = judge(scenarioOf([check(rule)]), night.ended(end)).find(
    (each) => each.check === 'registration',
  );
  if (found === undefined) throw new Error('not judged');
  return found;
};

type Status = 'Accepted' | 'Pending' | 'Rejected';

const boot = (night: SampleNight, minute: number, status: Status, interval = 60): SampleNight =>
  night.ask(
    minute,
    'charger',
    { kind: 'boots', vendor: 'v', model: 'm', reason: 'PowerUp' },
    { reply: { status, now: at(minute), interval: wholeSeconds(interval) } },
  );
const status = (night: SampleNight, minute: number): SampleNight =>
  night.ask(
    minute,
    'charger',
    { kind: 'reports status', evse: 1, connector: 1, status: 'Available', at: at(minute) },
    { reply: {} },
  );
const waiting = (answer: Status = 'Pending'): SampleNight => boot(new SampleNight(), 0, answer);

describe('a station that is not accepted', () => {
  it('keeps quiet until it is', () => {
    const good = status(boot(boot(waiting(), 1, 'Pending'), 2, 'Accepted'), 2);
    expect(ruled('quiet', good).outcome).toBe('passed');
    const bad = ruled('quiet', boot(status(waiting(), 0.5), 1, 'Accepted'));
    expect(bad.outcome).toBe('failed');
    expect(bad.findings[0]?.summary).toBe('the charger sent StatusNotification while it was Pending');
  });

  it('may say what it was asked for', () => {
    const asked = waiting().ask(
      0.2,
      'csms',
      { kind: 'triggers', message: 'StatusNotification' },
      { reply: { status: 'Accepted' } },
    );
    expect(ruled('quiet', boot(status(asked, 0.3), 1, 'Accepted')).outcome).toBe('passed');
  });

  it('says nothing before it boots', () => {
    const early = boot(status(new SampleNight(), 0), 0.1, 'Pending');
    expect(ruled('quiet', boot(early, 1.1, 'Accepted')).outcome).toBe('failed');
  });

  it('asks again when it is time, and not before', () => {
    expect(ruled('in time', boot(waiting(), 1, 'Accepted')).outcome).toBe('passed');
    // A clock that is a second fast is no breach.
    expect(ruled('in time', boot(waiting(), 0.98, 'Accepted')).outcome).toBe('passed');
    const early = ruled('in time', boot(waiting(), 0.2, 'Accepted'));
    expect(early.findings[0]).toMatchObject({ outcome: 'failed', actual: 'after 12 s' });
    expect(ruled('in time', boot(waiting(), 20, 'Accepted')).findings[0]?.actual).toBe('after 1200 s');
    expect(ruled('in time', waiting()).findings[0]?.actual).toBe('never');
    // The night ended before the wait was over: nobody knows.
    expect(ruled('in time', waiting(), 1).outcome).toBe('passed');
    // Interval 0 leaves the wait to the station.
    expect(ruled('in time', boot(boot(new SampleNight(), 0, 'Pending', 0), 0.1, 'Accepted')).outcome).toBe(
      'passed',
    );
  });

  it('answers while it is pending, and starts nothing', () => {
    const reads = { kind: 'reads variables', names: ['HeartbeatInterval'] } as const;
    const reply = { variables: [], unknown: ['HeartbeatInterval'] };
    expect(ruled('answers', waiting().ask(0.5, 'csms', reads, { reply })).outcome).toBe('passed');
    expect(ruled('answers', waiting().ask(0.5, 'csms', reads, undefined)).outcome).toBe('failed');
    const start = { kind: 'starts remotely', token: 'A', remoteStartId: 1 } as const;
    const rejected = waiting().ask(0.5, 'csms', start, { reply: { status: 'Rejected' } });
    expect(ruled('answers', rejected).outcome).toBe('passed');
    const accepted = waiting().ask(0.5, 'csms', start, { reply: { status: 'Accepted' } });
    expect(ruled('answers', accepted).outcome).toBe('failed');
    expect(ruled('answers', waiting()).outcome).toBe('unproven');
  });

  it('stays connected while it is pending', () => {
    expect(ruled('stays connected', boot(waiting(), 1, 'Accepted')).outcome).toBe('passed');
    const left = waiting().event(0.5, { kind: 'link', link: 1, state: 'closed', code: 1000 });
    expect(ruled('stays connected', left).outcome).toBe('failed');
  });

  it('is not served by the CSMS', () => {
    const early = (answer: { error: string } | { reply: { now: ReturnType<typeof at> } }): SampleNight =>
      boot(
        new SampleNight('ocpp2.0.1', 'csms').ask(0, 'charger', { kind: 'heartbeats' }, answer),
        1,
        'Accepted',
      );
    expect(ruled('strangers refused', early({ error: 'SecurityError' })).outcome).toBe('passed');
    expect(ruled('strangers refused', early({ reply: { now: at(0) } })).outcome).toBe('failed');
  });
});
