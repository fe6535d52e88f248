import type { Clock } from '../time/index.ts';
import type { Basic } from '../wire/index.ts';
import type { Engine } from './container-engine.ts';
import type { NightNetwork } from './container-network.ts';
import { startContainer, type OneContainer } from './container-one.ts';
import type { Images } from './container-prepare.ts';
import type { ContainerBlanks, ContainerBlock } from './container-spec.ts';
import type { TimeControl } from './subject.ts';

export interface NightOptions {
  readonly block: ContainerBlock;
  readonly images: Images;
  readonly network: NightNetwork;
  readonly blanks: ContainerBlanks;
  readonly basic?: Basic;
  /** Host milliseconds, for each container. */
  readonly patience: number;
  readonly output: (text: string) => void;
  readonly time: TimeControl;
  readonly clock: Clock;
}

export interface RunningContainers {
  /** Puts the real address in the place of a container's name: `ws://csms:9000/ocpp` becomes `ws://172.18.0.2:9000/ocpp`. */
  readonly resolve: (url: string) => string;
  readonly containers: readonly OneContainer[];
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

/** Most characters of what containers print that are kept as evidence in one night. */
const MOST_OUTPUT = 65_536;

/**
 * Starts the containers of one night in the order written, each ready before the next.
 * @throws SubjectError, with nothing left behind, when one does not start or is never ready.
 */
export const startContainers = async (engine: Engine, it: NightOptions): Promise<RunningContainers> => {
  const containers: OneContainer[] = [];
  const fresh = new Map<string, string>();
  let stopping = false;
  let kept = 0;
  const output = (text: string): void => {
    if (kept < MOST_OUTPUT) it.output(text.slice(0, MOST_OUTPUT - kept));
    kept += text.length;
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all(containers.map((one) => one.stop()));
  };
  try {
    for (const spec of it.block)
      containers.push(await startContainer(engine, { ...it, spec, fresh, output }));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    containers,
    resolve: (url) =>
      url.replace(/^([a-z]+:\/\/)([a-z][a-z0-9-]*):(\d+)/i, (whole, scheme: string, name: string, port) => {
        const at = containers.find((one) => one.name === name)?.address(Number(port));
        return at === undefined ? whole : `${scheme}${at.host}:${at.port}`;
      }),
    // What we stop ourselves is not lost.
    lost: Promise.race(containers.map((one) => one.ended)).then((how) =>
      stopping ? new Promise<string>(() => undefined) : how,
    ),
    stop,
  };
};
