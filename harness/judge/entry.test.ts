import { describe, expect, it } from 'vitest';
import { wholeSeconds } from '../energy/index.ts';
import type { AttemptsCheck, EntryCheck } from '../suite/index.ts';
import { seconds } from '../time/index.ts';
import { FIRST_STRAY_LINK } from '../trace/index.ts';
import type { CheckResult } from './finding.ts';
import { judge } from './judge.ts';
import { at, BASE, SampleNight, scenarioOf } from './sample-night.ts';

const one = (check: AttemptsCheck | EntryCheck, night: SampleNight): CheckResult => {
  const found = judge(scenarioOf([check]), night.ended()).find((each) => each.check === check.check);
  if (found === undefined) throw new Error('not judged');
  return found;
};
const entry = (is: EntryCheck['is'], more: Partial<EntryCheck> = {}): EntryCheck => ({
  check: 'entry',
  ...BASE,
  is,
  ...more,
});
const attempts = (min: number): AttemptsCheck => ({
  check: 'attempts',
  ...BASE,
  to: at(10),
  min,
  apart: seconds(1),
});
const refused = (night: SampleNight, minute: number, reason = 'HTTP 401'): SampleNight =>
  night.event(minute, { kind: 'link', link: 0, state: 'refused', reason });
const opened = (night: SampleNight, minute: number, link = 1): SampleNight =>
  night.event(minute, { kind: 'link', link, state: 'opened' });
const accepted = (night: SampleNight, minute: number): SampleNight =>
  night.ask(
    minute,
    'charger',
    { kind: 'boots', vendor: 'v', model: 'm', reason: 'PowerUp' },
    { reply: { status: 'Accepted', now: at(minute), interval: wholeSeconds(60) } },
  );
const dials = (minutes: readonly number[]): SampleNight =>
  minutes.reduce((night, minute) => refused(night, minute), new SampleNight());

describe('attempts', () => {
  it('go on, and leave the endpoint some air', () => {
    expect(one(attempts(3), dials([0, 1, 3, 7])).outcome).toBe('passed');
    expect(one(attempts(3), dials([0, 1])).findings[0]).toMatchObject({ outcome: 'failed', actual: '2' });
    const hammering = dials([0, 1, 2, 3, 4, 5].map((each) => each / 300));
    expect(one(attempts(3), hammering).findings[0]?.summary).toMatch(/hammers/);
    expect(one(attempts(1), new SampleNight()).outcome).toBe('failed');
  });

  it('of a night that was jumped over prove nothing', () => {
    expect(one(attempts(3), refused(new SampleNight(), 0).jump(1, 9)).outcome).toBe('unproven');
  });
});

describe('entry refused', () => {
  it('of a charger: no connection, and no words where no version was agreed on', () => {
    expect(one(entry('refused'), dials([0, 1])).outcome).toBe('passed');
    expect(one(entry('refused'), opened(dials([0]), 1)).outcome).toBe('failed');
    const stray = opened(dials([0]), 0, FIRST_STRAY_LINK);
    expect(one(entry('refused'), stray).outcome).toBe('passed');
    stray.event(0, {
      kind: 'frame',
      link: FIRST_STRAY_LINK,
      from: 'charger',
      text: '[2,"1","Heartbeat",{}]',
    });
    expect(one(entry('refused'), stray).outcome).toBe('failed');
    expect(one(entry('refused'), new SampleNight()).outcome).toBe('unproven');
  });

  it('of a CSMS: it must have answered, and not have accepted', () => {
    const csms = (): SampleNight => new SampleNight('ocpp1.6', 'csms');
    expect(one(entry('refused'), refused(csms(), 0)).outcome).toBe('passed');
    expect(one(entry('refused'), refused(csms(), 0, 'connect ECONNREFUSED')).outcome).toBe('unproven');
    expect(one(entry('refused'), accepted(opened(csms(), 0), 0)).outcome).toBe('failed');
    expect(one(entry('refused'), opened(csms(), 0)).outcome).toBe('passed');
    const foreign = refused(csms(), 0, 'the CSMS chose the sub-protocol "ocpp0.9"');
    expect(one(entry('refused'), foreign).outcome).toBe('failed');
    const none = refused(csms(), 0, 'the CSMS chose the sub-protocol ""');
    expect(one(entry('refused'), none).outcome).toBe('passed');
  });
});

describe('entry granted', () => {
  it('needs an accepted BootNotification in its stretch', () => {
    const night = accepted(opened(dials([0, 1]), 5), 5);
    expect(one(entry('granted', { from: at(4), to: at(6) }), night).outcome).toBe('passed');
    const before = one(entry('granted', { to: at(4) }), night);
    expect(before.findings[0]).toMatchObject({ outcome: 'failed', actual: 'HTTP 401' });
    expect(one(entry('granted'), new SampleNight()).outcome).toBe('unproven');
  });
});
