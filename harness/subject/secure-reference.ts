import { csmsTls, stationBasic, stationTls, type CsmsRole } from '../roles/index.ts';
import {
  once,
  secureCarriage,
  type Basic,
  type ClientTls,
  type Link,
  type SecureCarriage,
  type ServerTls,
} from '../wire/index.ts';
import type { DialWish, EndpointShow, Stage, StageSecurity } from './subject.ts';

/** Two of our own over real sockets, each showing what its security profile asks for. */

const OLD = { oldest: 'TLSv1.1', newest: 'TLSv1.1' } as const;

const showKey = ({ certificate, tls }: EndpointShow): string => `${certificate ?? 'right'}, ${tls ?? 'new'}`;

const basicOf = ({ profile, password }: StageSecurity, user: string): Basic | undefined =>
  profile === 1 || profile === 2 ? { user, password } : undefined;

/** The listener of a CSMS for each way in which it shows itself; one object for each, since it is one listener. */
const serverOf = ({
  profile,
  kit,
}: StageSecurity): ((show: EndpointShow) => Promise<ServerTls | undefined>) => {
  const made = new Map<string, Promise<ServerTls>>();
  return (show) => {
    if (profile < 2) return Promise.resolve(undefined);
    const key = showKey(show);
    const found =
      made.get(key) ??
      kit.server(show.certificate).then((identity) => ({
        identity,
        ...(profile === 3 ? { clients: kit.ca } : {}),
        ...(show.tls === 'old' ? OLD : {}),
      }));
    made.set(key, found);
    return found;
  };
};

export interface SecureDialler {
  dial(): Promise<Link>;
  close(): Promise<void>;
}

/** How a reference charger that is judged reaches the played CSMS. */
export const secureCharger = (
  stage: Stage,
  security: StageSecurity,
  identity: string,
  bugs: readonly string[],
): SecureDialler => {
  const carriage: SecureCarriage = secureCarriage(stage.clock);
  const server = serverOf(security);
  const { profile, kit, password } = security;
  return {
    async dial() {
      const release = stage.clock.hold();
      try {
        const shown = await server(stage.endpoint.shows());
        const own = profile === 3 ? await kit.station(undefined) : undefined;
        const right: ClientTls = { ca: kit.ca, ...(own === undefined ? {} : { identity: own }) };
        const client = profile < 2 ? undefined : stationTls(bugs, right);
        const expected = basicOf(security, identity);
        const basic = expected === undefined ? undefined : stationBasic(bugs, expected);
        const pair = await carriage.connect({
          identity,
          subprotocol: stage.dialect,
          ...(shown === undefined ? {} : { server: shown }),
          ...(client === undefined ? {} : { client }),
          ...(basic === undefined ? {} : { basic }),
          door(caller) {
            const known = caller.basic?.user === caller.identity && caller.basic.password === password;
            return expected === undefined || known ? stage.endpoint.door() : { kind: 'http', status: 401 };
          },
        });
        stage.onLink(pair.csms);
        return pair.charger;
      } catch (error) {
        stage.endpoint.refused(error instanceof Error ? error.message : 'refused', identity);
        throw error;
      } finally {
        release();
      }
    },
    close: () => carriage.close(),
  };
};

/** How a played station reaches a reference CSMS that is judged. */
export const secureCsms = (
  stage: Stage,
  security: StageSecurity,
  csms: CsmsRole,
  bugs: readonly string[],
): { dial(as: DialWish, identity: string): Promise<Link>; close(): Promise<void> } => {
  const carriage = secureCarriage(stage.clock);
  const { profile, kit } = security;
  const server = once(async (): Promise<ServerTls | undefined> => {
    if (profile < 2) return undefined;
    const identity = await kit.server(undefined);
    return csmsTls(bugs, { identity, ...(profile === 3 ? { clients: kit.ca } : {}) });
  });
  return {
    async dial(as, identity) {
      const release = stage.clock.hold();
      try {
        const shown = await server();
        const own = profile === 3 ? await kit.station(as.shows) : undefined;
        const basic = wished(basicOf(security, identity), as);
        const pair = await carriage.connect({
          identity,
          subprotocol: stage.dialect,
          ...(shown === undefined ? {} : { server: shown }),
          ...(profile < 2 || as.tls === 'none'
            ? {}
            : {
                client: {
                  ca: kit.ca,
                  ...(own === undefined ? {} : { identity: own }),
                  ...(as.tls === 'old' ? OLD : {}),
                },
              }),
          ...(basic === undefined ? {} : { basic }),
          door: (caller) => csms.door(caller),
        });
        csms.accept(pair.csms);
        return pair.charger;
      } finally {
        release();
      }
    },
    close: () => carriage.close(),
  };
};

/** What a station shows for a password where the scenario wants it to be wrong. */
export const wished = (right: Basic | undefined, { password }: DialWish): Basic | undefined => {
  if (password === 'missing') return undefined;
  return password === 'wrong' && right !== undefined
    ? { ...right, password: 'not-the-password-at-all' }
    : right;
};
