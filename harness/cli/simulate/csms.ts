import { dialectOf, type DialectId } from '../../dialects/index.ts';
import { amps, volts, watts, wholeSeconds, type PlanStyle } from '../../energy/index.ts';
import { seeded } from '../../play/index.ts';
import { createCsms, type CsmsRole } from '../../roles/index.ts';
import { tariffFixtures } from '../../suite/index.ts';
import type { Clock } from '../../time/index.ts';
import { listenWs, OPEN, type Link } from '../../wire/index.ts';
import { wholeNumber, type SimulateArguments, type Simulated } from '../commands/simulate.ts';
import { roots } from '../home.ts';
import { UsageError } from '../usage-error.ts';
import { lines, say } from './say.ts';

const SUPPLY = { voltage: volts(230), phases: 1, fuse: amps(32) } as const;
const PLAN: PlanStyle = {
  purpose: 'TxProfile',
  kind: 'Absolute',
  unit: 'W',
  hold: { unit: 'W', value: watts(0) },
};
/** A stranger that invents identities must not fill our memory. */
const MOST_STATIONS = 1000;

/** `simulate csms`: a supplier's central system that plans each station by itself. */
export const simulateCsms = async (
  args: SimulateArguments,
  dialects: readonly DialectId[],
  clock: Clock,
): Promise<Simulated> => {
  const tariff = tariffFixtures(roots())(args.tariff);
  if (typeof tariff === 'string') throw new UsageError(tariff);
  const password = process.env['OFFPEAK_PASSWORD'];
  const stations = new Map<string, CsmsRole>();
  const stationOf = (link: Link): CsmsRole | undefined => {
    const dialect = dialects.find((each) => each === link.subprotocol);
    if (dialect === undefined) return undefined;
    const key = `${dialect} ${link.identity}`;
    const known = stations.get(key);
    if (known !== undefined || stations.size >= MOST_STATIONS) return known;
    const station = createCsms({
      settings: {
        dialect: dialectOf(dialect).id,
        zone: tariff.zone,
        tariff,
        plan: PLAN,
        supply: SUPPLY,
        autonomous: true,
        heartbeatEvery: wholeSeconds(300),
      },
      clock,
      random: seeded(link.identity),
      events: lines(`${link.identity} `),
      bugs: args.bugs,
    });
    stations.set(key, station);
    return station;
  };
  const listening = await listenWs({
    host: args.host,
    port: wholeNumber('port', args.port, 0, 65_535),
    subprotocols: dialects,
    ...(password === undefined
      ? {}
      : {
          door: ({ identity, basic }) =>
            basic?.user === identity && basic.password === password ? OPEN : { kind: 'http', status: 401 },
        }),
    onLink(link) {
      const station = stationOf(link);
      if (station === undefined) link.close(1013, 'too many stations');
      else station.accept(link);
    },
    onRefused: say,
  });
  say(`listening on ${listening.url}/IDENTITY (${dialects.join(', ')})`);
  return {
    healthy: () => true,
    act: () => undefined,
    async stop() {
      for (const station of stations.values()) station.stop();
      await listening.close();
    },
  };
};
