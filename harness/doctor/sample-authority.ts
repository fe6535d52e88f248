import { hostNow, hours, PacedClock, plus, type Instant } from '../time/index.ts';
import { privateAuthority, type Identity, type PrivateAuthority } from '../wire/index.ts';
import type { Report } from './index.ts';

/** What the tests of the doctor share: a clock, and certificates of an authority made for them. */

export const clock = new PacedClock({ mode: 'real', start: hostNow(), rate: 1 });

export const ids = ({ signs }: Report, state = 'ill'): readonly string[] =>
  signs.filter((each) => each.state === state).map(({ id }) => id);
export const text = ({ signs }: Report): string =>
  signs.map(({ seen, advice }) => [seen, ...advice].join('\n')).join('\n');

export const DAY = hours(24);
let authority: PrivateAuthority | undefined;
export const trusted = async (): Promise<PrivateAuthority> =>
  (authority ??= await privateAuthority('right', hostNow()));
export const certificate = async (from: Instant, to: Instant, host = '127.0.0.1'): Promise<Identity> =>
  (await trusted()).issue({ commonName: 'csms', hosts: [host], from, to });
export const now = hostNow();
export const good = (): Promise<Identity> => certificate(plus(now, hours(-24)), plus(now, DAY));
