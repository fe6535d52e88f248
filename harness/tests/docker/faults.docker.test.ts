import { afterEach, expect, it } from 'vitest';
import type { LinkFault } from '../../faults/index.ts';
import type { Link } from '../../wire/index.ts';
import { CHARGER, contained, CSMS, nothingRemains, onStage, withEngine, type OnStage } from './bench.ts';

const SILENCE: LinkFault = { kind: 'half open', way: 'both' };

/** Sends a Heartbeat and waits for what comes back. */
const answered = (link: Link, id: string, patience: number): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patience);
    link.onMessage(({ text }) => {
      if (!text.includes(id)) return;
      clearTimeout(timer);
      resolve(true);
    });
    link.send(JSON.stringify([2, id, 'Heartbeat', {}]));
  });

const closed = (link: Link): Promise<number> =>
  new Promise((resolve) => {
    link.onClose(({ code }) => resolve(code));
  });

/** Begins a fault; the proof comes when it has bitten. */
const begin = (
  stage: OnStage,
  fault: LinkFault,
): { readonly proof: Promise<string>; readonly end: () => void } => {
  let end: () => void = () => undefined;
  const proof = new Promise<string>((resolve, reject) => {
    const { faults } = stage.subject;
    if (faults?.does?.(fault) !== true) reject(new Error('the container has no such fault'));
    end = faults?.begin(fault, resolve) ?? end;
  });
  return { proof, end: () => end() };
};

withEngine('faults in the network of a container', (engine) => {
  let stage: OnStage;
  afterEach(async () => {
    await stage.stop();
    await nothingRemains(engine);
  });

  it('silence: nothing passes, nothing is closed, and afterwards everything comes through', async () => {
    stage = await onStage(contained(CSMS));
    const link = await stage.subject.dial();
    expect(await answered(link, 'before', 5000)).toBe(true);
    const { proof, end } = begin(stage, SILENCE);
    // What was sent before the filter stood may still have been answered.
    let n = 0;
    while (await answered(link, `during-${n}`, 400)) n += 1;
    expect(link.open).toBe(true);
    expect(await proof).toMatch(
      /^\d+ packets of the link were stopped in the network namespace of container$/,
    );
    const late = answered(link, 'after', 20_000);
    end();
    expect(await late).toBe(true);
  });

  it('down: the connection is reset, and there is no new one until it is up', async () => {
    stage = await onStage(contained(CSMS));
    const link = await stage.subject.dial();
    const { proof, end } = begin(stage, { kind: 'down' });
    const code = closed(link);
    for (let n = 0; link.open && n < 100; n += 1) await answered(link, `x${n}`, 100);
    expect(await code).toBe(1006);
    await expect(stage.subject.dial()).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
    expect(await proof).toMatch(/packets of the link were stopped/);
    end();
    let back: Link | undefined;
    for (let n = 0; back === undefined && n < 50; n += 1)
      back = await stage.subject.dial().catch(() => undefined);
    expect(back?.open).toBe(true);
    back?.close();
  });

  it('a charger is refused anew, while what it says on an open connection passes', async () => {
    stage = await onStage(contained(CHARGER));
    const link = await stage.link;
    const { proof, end } = begin(stage, { kind: 'refused' });
    expect(link.open).toBe(true);
    // It dials again when its power comes back, and finds nobody.
    await stage.subject.power(false);
    expect(await stage.subject.power(true)).toEqual({ ok: true });
    expect(await proof).toMatch(/packets of the link were stopped/);
    end();
  });
});
