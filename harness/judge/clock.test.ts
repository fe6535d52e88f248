import { describe, expect, it } from 'vitest';
import type { CountCheck } from '../suite/index.ts';
import { instant, minutes, plus, type Millis } from '../time/index.ts';
import { judge } from './judge.ts';
import { at, BASE, SampleNight, scenarioOf } from './sample-night.ts';

/** Would fail: there is no heartbeat in these nights. */
const hopeless: CountCheck = { check: 'count', ...BASE, of: 'heartbeats', min: 1 };
const outcomes = (night: SampleNight, ended = night.ended()) =>
  Object.fromEntries(judge(scenarioOf([hopeless]), ended).map(({ check, outcome }) => [check, outcome]));

const reports = (night: SampleNight, minute: number, off: Millis): SampleNight =>
  night.ask(
    minute,
    'charger',
    { kind: 'reports status', evse: 1, connector: 1, status: 'Occupied', at: plus(at(minute), off) },
    { reply: {} },
  );
const none = minutes(0);

describe('the clock of a steered charger', () => {
  const steered = (after: Millis): SampleNight => {
    const night = new SampleNight().header({ timeMode: 'steered' });
    reports(night, 0, none);
    night.jump(5, 145).event(145, { kind: 'clock', what: 'told' });
    return reports(night, 146, after);
  };

  it('followed, and the night is judged', () => {
    expect(outcomes(steered(none))).toMatchObject({ clock: 'passed', count: 'failed' });
  });

  it('did not follow, and nothing is held for or against it', () => {
    expect(outcomes(steered(minutes(-140)))).toEqual({ clock: 'unproven', ending: 'passed' });
  });

  it('is not known where it stamped nothing', () => {
    expect(outcomes(new SampleNight().header({ timeMode: 'steered' }))).toMatchObject({ clock: 'unproven' });
  });

  it('is allowed to say late what it had not been told yet', () => {
    const night = new SampleNight().header({ timeMode: 'steered' });
    reports(night, 0, none).jump(5, 145);
    reports(night, 145, minutes(-140)).event(145, { kind: 'clock', what: 'told' });
    reports(night, 146, none);
    expect(outcomes(night)).toMatchObject({ clock: 'passed' });
  });

  it('is no question of our own roles, nor of time that everybody has', () => {
    expect(outcomes(new SampleNight())).not.toHaveProperty('clock');
    const night = new SampleNight().header({ timeMode: 'steered', reference: true });
    expect(outcomes(night)).not.toHaveProperty('clock');
  });
});

describe('a faked clock', () => {
  const faked = (said: (minute: number) => number): SampleNight => {
    const night = new SampleNight().header({ timeMode: 'faked', rate: 480 });
    for (let minute = 0; minute <= 600; minute += 60) reports(night, minute, minutes(said(minute) - minute));
    return night;
  };

  it('ran at the rate, and the rate is told', () => {
    const [clock] = judge(scenarioOf([]), faked((minute) => minute + 8).ended()).filter(
      ({ check }) => check === 'clock',
    );
    expect(clock).toMatchObject({ outcome: 'passed', measures: { rate: 480, offMillis: 1000 } });
    expect(clock?.label).toContain('480.0 s in one');
  });

  it('ran at another one, or not at all', () => {
    expect(outcomes(faked((minute) => minute / 2))).toMatchObject({ clock: 'unproven' });
    const night = new SampleNight('ocpp2.0.1').header({ timeMode: 'faked', rate: 480 });
    expect(outcomes(reports(night, 1, (instant(0) - at(1)) as Millis))).toMatchObject({ clock: 'unproven' });
  });

  it('does not excuse a subject that went away', () => {
    const night = faked((minute) => minute / 2);
    expect(outcomes(night, night.ended(600, 'subject lost'))).toEqual({
      clock: 'unproven',
      ending: 'failed',
    });
  });
});
