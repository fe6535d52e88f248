import { expect, it } from 'vitest';
import { containerEngine } from './container-engine.ts';
import { containerFaults } from './container-faults.ts';
import { makeNetwork } from './container-network.ts';
import { startContainers } from './container-night.ts';
import { prepareImages } from './container-prepare.ts';
import { readContainers } from './container-read.ts';
import { yamlFields } from './yaml-fields.ts';
import { hostNow, PacedClock } from '../time/index.ts';
import { dialWs } from '../wire/index.ts';

const YAML = `image: offpeak-simulator:local
command: [simulate, csms, --host, 0.0.0.0]
ports: [9000]
ready: { websocket: 9000 }
`;

it.skipIf('reason' in (await containerEngine()))(
  'without rights on packet filters, a container is taken off its network and put back on it',
  async () => {
    const engine = await containerEngine();
    const block = readContainers(yamlFields('x.yaml', YAML), undefined, 'x.yaml', {});
    if ('reason' in engine || block === undefined) throw new Error('no engine');
    const network = await makeNetwork(engine, block);
    const containers = await startContainers(engine, {
      block,
      images: await prepareImages(engine, block, 'x'),
      network,
      blanks: { harness: '', 'harness-host': '', 'harness-port': '', identity: 'T1', dialect: 'ocpp1.6' },
      patience: 20_000,
      output: () => undefined,
      time: { mode: 'real' },
      clock: new PacedClock({ mode: 'real', start: hostNow(), rate: 1 }),
    });
    try {
      const [container] = containers.containers;
      if (container === undefined) throw new Error('no container');
      const notes: string[] = [];
      const faults = containerFaults({
        engine,
        network,
        container,
        path: { side: 'csms', port: 9000 },
        actedUpon: false,
        filters: false,
        note: (text) => notes.push(text),
      });
      expect(faults.does?.({ kind: 'down' })).toBe(false);
      const dial = () =>
        dialWs({
          url: containers.resolve('ws://container:9000'),
          identity: 'T1',
          subprotocols: ['ocpp1.6'],
          timeoutMillis: 2000,
        });
      const link = await dial();
      const proof = new Promise<string>((resolve) => {
        const end = faults.begin({ kind: 'half open', way: 'both' }, (text) => {
          resolve(text);
          end();
        });
      });
      expect(await proof).toBe('container was taken off its network with 1 connections open');
      const answer = new Promise<string>((resolve) => {
        link.onMessage(({ text }) => resolve(text));
      });
      link.send('[2,"1","Heartbeat",{}]');
      expect(await answer).toContain('[3,"1"');
      link.close();
      expect(notes).toEqual([]);
    } finally {
      await containers.stop();
      await network.remove();
    }
  },
);
