import { describe, expect, it } from 'vitest';
import { instant, minutes, plus, seconds, VirtualClock, type Instant } from '../time/index.ts';
import { memoryLinkPair, type Link } from '../wire/index.ts';
import { linkFaults, type LinkFaults } from './link-faults.ts';

const start = instant(Date.parse('2026-01-14T21:00:00Z'));

interface Bench {
  readonly clock: VirtualClock;
  readonly faults: LinkFaults;
  readonly charger: Link;
  readonly csms: Link;
  readonly heard: string[];
  readonly proofs: string[];
  readonly bit: (proof: string) => void;
  readonly dial: () => { readonly charger: Link; readonly csms: Link | undefined };
}

/** The CSMS' end is ours, the charger's is the subject's. */
const bench = (): Bench => {
  const clock = new VirtualClock(start);
  const faults = linkFaults(clock, 'csms');
  const heard: string[] = [];
  const proofs: string[] = [];
  const dial = (): { charger: Link; csms: Link | undefined } => {
    const pair = memoryLinkPair(clock, { identity: 'C1', subprotocol: 'ocpp1.6' });
    const csms = faults.admit(pair.csms);
    const listen = (name: string, link: Link): void => {
      const when = (): string => `${(clock.now() - start) / 1000}`;
      link.onMessage(({ text }) => heard.push(`${when()} ${name} ${text}`));
      link.onClose(({ code }) => heard.push(`${when()} ${name} closed ${code}`));
    };
    listen('charger', pair.charger);
    if (csms !== undefined) listen('csms', csms);
    return { charger: pair.charger, csms };
  };
  const { charger, csms } = dial();
  if (csms === undefined) throw new Error('nothing refuses yet');
  return { clock, faults, charger, csms, heard, proofs, bit: (proof) => void proofs.push(proof), dial };
};

const at = (offset: number): Instant => plus(start, seconds(offset));

const live = async (it: Bench, ...script: readonly (readonly [number, () => void])[]): Promise<void> => {
  for (const [when, task] of script) it.clock.at(at(when), task);
  await it.clock.run(it.clock.until(at(600)), plus(start, minutes(30)));
};

describe('link down', () => {
  it('cuts both ends and refuses until it is over', async () => {
    const it = bench();
    let end: () => void = () => undefined;
    await live(
      it,
      [10, () => (end = it.faults.begin({ kind: 'down' }, it.bit))],
      [20, () => expect(it.dial().csms).toBeUndefined()],
      [30, () => end()],
      [40, () => expect(it.dial().csms?.open).toBe(true)],
    );
    expect(it.heard.slice(0, 2).toSorted()).toEqual(['10 charger closed 1006', '10 csms closed 1006']);
    expect(it.proofs).toEqual(['an open connection was cut']);
  });

  it('says nothing of a bite when there was nothing to bite', async () => {
    const it = bench();
    let end: () => void = () => undefined;
    await live(
      it,
      [5, () => it.charger.abort()],
      [10, () => (end = it.faults.begin({ kind: 'down' }, it.bit))],
      [30, () => end()],
    );
    expect(it.proofs).toEqual([]);
  });
});

describe('link refused', () => {
  it('leaves the open connection alone', async () => {
    const it = bench();
    await live(
      it,
      [10, () => void it.faults.begin({ kind: 'refused' }, it.bit)],
      [20, () => it.charger.send('a')],
      [30, () => expect(it.dial().csms).toBeUndefined()],
    );
    expect(it.heard).toContain('20 csms a');
    expect(it.proofs).toEqual(['a connection was refused']);
  });
});

describe('link half open', () => {
  it('swallows both ways, and the connection stays dead; a new one works', async () => {
    const it = bench();
    let end: () => void = () => undefined;
    await live(
      it,
      [10, () => (end = it.faults.begin({ kind: 'half open', way: 'both' }, it.bit))],
      [20, () => it.charger.send('a')],
      [21, () => it.csms.send('b')],
      [22, () => expect(it.csms.open && it.charger.open).toBe(true)],
      [30, () => expect(it.dial().csms).toBeUndefined()],
      [60, () => end()],
      [61, () => it.charger.send('c')],
      [70, () => it.dial().charger.send('d')],
    );
    expect(it.heard).toEqual(['30 charger closed 1006', '70 csms d']);
    expect(it.proofs).toEqual(['a message was swallowed']);
  });

  it('hides that the other end has gone', async () => {
    const it = bench();
    await live(
      it,
      [10, () => void it.faults.begin({ kind: 'half open', way: 'both' }, it.bit)],
      [30, () => it.charger.abort()],
      [40, () => expect(it.csms.open).toBe(true)],
    );
    expect(it.heard).toEqual(['30 charger closed 1006']);
  });

  it('lets what was held one way pass when it is over, but not what its sender gave up', async () => {
    const it = bench();
    let end: () => void = () => undefined;
    await live(
      it,
      [10, () => (end = it.faults.begin({ kind: 'half open', way: 'to csms' }, it.bit))],
      [20, () => it.charger.send('a')],
      [60, () => end()],
      [70, () => (end = it.faults.begin({ kind: 'half open', way: 'to csms' }, it.bit))],
      [80, () => it.charger.send('b')],
      [81, () => it.charger.abort()],
      [90, () => end()],
    );
    expect(it.heard).toEqual(['60 csms a', '81 charger closed 1006', '90 csms closed 1006']);
  });

  it('can take one way only', async () => {
    const it = bench();
    await live(
      it,
      [10, () => void it.faults.begin({ kind: 'half open', way: 'to charger' }, it.bit)],
      [20, () => it.charger.send('question')],
      [21, () => it.csms.send('answer')],
    );
    expect(it.heard).toEqual(['20 csms question']);
  });
});

describe('link slow', () => {
  it('is late in order, also across its end', async () => {
    const it = bench();
    let end: () => void = () => undefined;
    await live(
      it,
      [10, () => (end = it.faults.begin({ kind: 'slow', by: seconds(5) }, it.bit))],
      [20, () => it.charger.send('a')],
      [22, () => end()],
      [23, () => it.charger.send('b')],
    );
    expect(it.heard).toEqual(['25 csms a', '25 csms b']);
    expect(it.proofs).toEqual(['a message was late']);
  });
});
