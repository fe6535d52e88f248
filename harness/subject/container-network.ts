import { randomUUID } from 'node:crypto';
import { SubjectError } from '../errors.ts';
import { oneLine, type Engine } from './container-engine.ts';
import type { ContainerBlock } from './container-spec.ts';
import { freePort } from './free-port.ts';

/** Whether an address is one of this machine's: then containers and the harness talk over the bridge. */
const isHere = (host: string): Promise<boolean> =>
  freePort(host).then(
    () => true,
    () => false,
  );

/** The network of one night, made before its containers so that the harness can listen on it. */
export interface NightNetwork {
  readonly id: string;
  readonly name: string;
  /** What the harness listens on, and what containers call it by. */
  readonly listenHost: string;
  readonly harnessHost: string;
  /** Containers are reached at their own addresses; otherwise at published ports (an engine in another machine). */
  readonly direct: boolean;
  remove(): Promise<void>;
}

/** @throws SubjectError when the engine refuses, or containers of an internal network could not be reached from here. */
export const makeNetwork = async (
  { client, labels }: Engine,
  block: ContainerBlock,
): Promise<NightNetwork> => {
  const name = `offpeak-${randomUUID()}`;
  const internal = block.some(({ egress }) => !egress);
  const { dockerode } = client.container;
  let made;
  try {
    made = await dockerode.createNetwork({
      Name: name,
      Driver: 'bridge',
      Internal: internal,
      Labels: { ...labels },
    });
  } catch (error) {
    throw new SubjectError(`the container engine makes no network: ${oneLine(error)}`);
  }
  const remove = async (): Promise<void> => {
    await made.remove().catch(() => undefined);
  };
  const about = (await made.inspect()) as { IPAM?: { Config?: readonly { Gateway?: string }[] } };
  const gateway = about.IPAM?.Config?.find((each) => each.Gateway !== undefined)?.Gateway;
  const direct = gateway !== undefined && (await isHere(gateway));
  if (!direct && internal) {
    await remove();
    throw new SubjectError('containers of an internal network cannot be reached from here', {
      hint: 'the engine runs in another machine or a virtual one: declare "egress: yes" for every container',
    });
  }
  return {
    id: made.id,
    name,
    listenHost: direct ? gateway : '127.0.0.1',
    harnessHost: direct ? gateway : 'host.docker.internal',
    direct,
    remove,
  };
};
