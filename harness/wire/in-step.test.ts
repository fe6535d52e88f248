import { describe, expect, it } from 'vitest';
import { instant, millis, PacedClock, plus, seconds, VirtualClock } from '../time/index.ts';
import { byLoopback, byMemory, type Carrier } from './index.ts';

const start = instant(Date.parse('2026-01-14T21:00:00Z'));

/** What both ends hear, and when, of a conversation that is broken off while something is under way. */
const conversation = async (by: Carrier, end: 'close' | 'abort'): Promise<readonly string[]> => {
  const clock = new VirtualClock(start);
  const heard: string[] = [];
  const talk = async (): Promise<void> => {
    const carriage = by(clock);
    const latency = millis(40);
    const { charger, csms } = await carriage.connect({ identity: 'C1', subprotocol: 'ocpp1.6', latency });
    for (const [name, link] of [['charger', charger] as const, ['csms', csms] as const]) {
      link.onMessage(({ text }) => void heard.push(`${clock.now() - start} ${name} ${text}`));
      link.onClose(({ code, reason }) => void heard.push(`${clock.now() - start} ${name} ${code} ${reason}`));
    }
    charger.send('one');
    csms.send('two');
    await clock.until(plus(start, seconds(1)));
    charger.send('last words');
    if (end === 'close') charger.close(3000, 'bye');
    else charger.abort();
    csms.send('too late');
    charger.send('never');
    await clock.until(plus(start, seconds(2)));
    heard.push(`${charger.open} ${csms.open}`);
    await carriage.close();
  };
  await clock.run(talk(), plus(start, seconds(60)));
  return heard;
};

describe('a real transport in step with virtual time', () => {
  it.each(['close', 'abort'] as const)(
    '%s: everything is heard as in memory, and at the same instant',
    async (end) => {
      const memory = await conversation(byMemory, end);
      expect(await conversation(byLoopback, end)).toEqual(memory);
      expect(memory).toContain('1040 csms last words');
      expect(memory.at(-1)).toBe('false false');
    },
  );

  it('delivers on a clock that does not wait', async () => {
    const clock = new PacedClock({ mode: 'real', start, rate: 1 });
    const carriage = byLoopback(clock);
    const { charger, csms } = await carriage.connect({ identity: 'C1', subprotocol: 'ocpp1.6' });
    const heard = new Promise<string>((resolve) => {
      csms.onMessage(({ text }) => resolve(text));
    });
    charger.send('hello');
    expect(await heard).toBe('hello');
    await carriage.close();
    clock.stop();
  });
});
