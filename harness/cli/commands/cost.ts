import { readFileSync } from 'node:fs';
import { DIALECT_IDS, readTariffJson } from '../../dialects/index.ts';
import {
  decimal,
  exactCostOf,
  minorDigits,
  sessionCost,
  tariffProblems,
  wattHours,
  type CostAmount,
  type Decimal,
  type Tariff,
  type TransactionTariff,
} from '../../energy/index.ts';
import { SuiteError } from '../../errors.ts';
import { readJson } from '../../read-json.ts';
import { sessionsOfTrace, type MeteredSession } from '../../judge/index.ts';
import { plain } from '../../report/index.ts';
import { loadTariff } from '../../suite/index.ts';
import { isoInstant, wallClock, localTime, type Instant } from '../../time/index.ts';
import { readTrace } from '../../trace/index.ts';
import { EXIT } from '../exit-codes.ts';
import { find } from '../load.ts';
import { UsageError } from '../usage-error.ts';

export interface CostOptions {
  readonly trace: string;
  readonly tariff: string | undefined;
  /** Take negative prices of a 2.1 tariff as meant. */
  readonly negative: boolean;
  readonly json: boolean;
}

type Price =
  | { readonly kind: 'bands'; readonly tariff: Tariff }
  | { readonly kind: 'transaction'; readonly tariff: TransactionTariff };

/** A 2.1 TariffType, or a message that carries one. */
const transactionTariff = (file: string, text: string, negative: boolean): Price => {
  const json = readJson(text, file, 'the tariff');
  const inner = typeof json === 'object' && json !== null && 'tariff' in json ? json.tariff : json;
  const { tariff, problems } = readTariffJson(inner);
  const all = [
    ...problems,
    ...(tariff === undefined ? [] : tariffProblems(tariff, { negativePrices: negative })),
  ];
  const wrong = all.filter(({ worth }) => worth === 'wrong');
  const say = ({ path, problem }: { path: string; problem: string }): string =>
    `${path === '' ? '' : `${path}: `}${problem}`;
  const [first, ...rest] = wrong.map(say);
  if (first !== undefined || tariff === undefined) {
    const hint = rest.length === 0 ? undefined : rest.slice(0, 20).join('; ');
    const negatives = wrong.some(({ problem }) => problem.endsWith('is negative'));
    throw new SuiteError(plain(first ?? 'is no tariff'), {
      place: { file },
      ...(negatives && hint === undefined
        ? { hint: 'if it is meant to be, say so with --negative' }
        : hint === undefined
          ? {}
          : { hint: plain(hint, 1000) }),
    });
  }
  for (const doubt of all.filter(({ worth }) => worth === 'doubt'))
    process.stderr.write(`offpeak: ${plain(file)}: ${plain(say(doubt))}\n`);
  return { kind: 'transaction', tariff };
};

/** `FILE` or `FILE#variant`, as suites name fixtures. */
const bandTariff = (path: string, text: string, variant: string | undefined): Tariff => {
  const { tariff, variants } = loadTariff(path, text);
  const found = variant === undefined ? tariff : variants.get(variant);
  if (found !== undefined) return found;
  const names = [...variants.keys()].map((name) => `${path}#${name}`).join(', ');
  throw new SuiteError(
    variant === undefined ? 'which clock it runs on is not known' : `it has no variant "${plain(variant)}"`,
    { place: { file: path }, ...(names === '' ? {} : { hint: `one of ${names}` }) },
  );
};

const readPrice = (named: string, negative: boolean): Price => {
  const [path = '', variant] = named.split('#', 2);
  const text = readFileSync(find(path), 'utf8');
  return /\.json$/i.test(path) || text.trimStart().startsWith('{')
    ? transactionTariff(path, text, negative)
    : { kind: 'bands', tariff: bandTariff(path, text, variant) };
};

interface Line {
  readonly band: string;
  readonly price: string;
  readonly kWh: string;
  readonly cost: string;
}

interface Bill {
  readonly transaction: string;
  readonly evse: number;
  readonly from: string;
  readonly to: string;
  readonly ended: boolean;
  readonly currency: string;
  readonly kWh: string;
  /** Exact, unrounded. */
  readonly total: string;
  readonly inclTax?: string;
  readonly type?: string;
  readonly lines: readonly Line[];
  readonly parts?: Readonly<Record<string, { readonly exclTax: string; readonly inclTax: string }>>;
}

const kWh = (energy: Decimal): string => energy.div(1000).toFixed(3);
const short = (amount: Decimal): string => amount.toDecimalPlaces(6).toFixed();

const about = (session: MeteredSession): Pick<Bill, 'transaction' | 'evse' | 'from' | 'to' | 'ended'> => ({
  transaction: session.id,
  evse: session.evse,
  from: isoInstant(session.start),
  to: isoInstant(session.end),
  ended: session.ended,
});

const billByBands = (tariff: Tariff, session: MeteredSession): Bill => {
  const pieces = session.pieces.map((piece) => ({ ...piece, wattHours: wattHours(piece.wattHours) }));
  const cost = exactCostOf(tariff, pieces);
  return {
    ...about(session),
    currency: 'GBP',
    kWh: kWh(cost.wattHours),
    total: short(cost.total.div(100)),
    lines: cost.bands.map((line) => ({
      band: line.band,
      price: `${line.price.toFixed()} p/kWh`,
      kWh: kWh(line.wattHours),
      cost: short(line.cost.div(100)),
    })),
  };
};

const amounts = ({ exclTax, inclTax }: CostAmount): { exclTax: string; inclTax: string } => ({
  exclTax: short(exclTax),
  inclTax: short(inclTax),
});

const billByTariff = (
  tariff: TransactionTariff,
  session: MeteredSession,
  zone: string,
  file: string,
): Bill => {
  const cost = sessionCost(tariff, { start: session.start, zone, pieces: session.pieces });
  const gap = cost.periods.find(({ used, wattHours: used_ }) => used.energy === undefined && !used_.isZero());
  if (tariff.energy !== undefined && gap !== undefined)
    throw new SuiteError(
      `the tariff has no energy price for ${kWh(cost.unpriced)} kWh, first between ${localTime(zone, gap.from)} and ${localTime(zone, gap.to)}`,
      { place: { file }, hint: 'add a last price without conditions, if that energy is to be free: 0' },
    );
  return {
    ...about(session),
    currency: tariff.currency,
    kWh: kWh(cost.usage.wattHours),
    total: short(cost.total.exclTax),
    inclTax: short(cost.total.inclTax),
    type: cost.type,
    lines: cost.periods.map((period) => {
      const price = period.used.energy === undefined ? undefined : tariff.energy?.prices[period.used.energy];
      return {
        band: `${localTime(zone, period.from)} to ${localTime(zone, period.to)}`,
        price: price === undefined ? '-' : `${price.price.toFixed()} ${tariff.currency}/kWh`,
        kWh: kWh(period.wattHours),
        cost: short(period.cost.exclTax),
      };
    }),
    parts: Object.fromEntries(Object.entries(cost.parts).map(([part, amount]) => [part, amounts(amount)])),
  };
};

const coins = (amount: string, currency: string): string =>
  `${decimal(amount).toFixed(minorDigits(currency))} ${plain(currency, 3)}`;

const when = (iso: string, zone: string): string => {
  const at = Date.parse(iso) as Instant;
  return `${wallClock(zone, at).date} ${localTime(zone, at)}`;
};

const render = (bill: Bill, zone: string): string => {
  const rows = [
    ...bill.lines.map((line) => [plain(line.band, 40), line.price, `${line.kWh} kWh`, line.cost]),
    ['total', bill.type ?? '', `${bill.kWh} kWh`, bill.total],
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const body = rows.map(
    (row) =>
      `  ${row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`,
  );
  const taxed = bill.inclTax === undefined ? '' : `, ${coins(bill.inclTax, bill.currency)} with tax`;
  const open = bill.ended ? '' : ', not ended';
  return [
    `Transaction ${plain(bill.transaction, 40)}, EVSE ${bill.evse}, ${when(bill.from, zone)} to ${when(bill.to, zone)}${open}`,
    ...body,
    `  ${coins(bill.total, bill.currency)}${taxed}`,
    '',
  ].join('\n');
};

/** `offpeak cost`: what each transaction of a trace cost by a tariff, band by band, from the charger's own register. */
export const cost = (options: CostOptions): Promise<number> => {
  if (options.tariff === undefined) throw new UsageError('cost needs --tariff FILE');
  const text = readFileSync(find(options.trace), 'utf8');
  const trace = readTrace(text, options.trace);
  const place = { file: options.trace, line: 1 };
  const dialect = DIALECT_IDS.find((each) => each === trace.header.dialect);
  if (dialect === undefined) throw new SuiteError('the trace is of an unknown dialect', { place });
  const price = readPrice(options.tariff, options.negative);
  const { zone } = price.kind === 'bands' ? price.tariff : trace.header;
  const sessions = sessionsOfTrace(trace, dialect).filter(({ readings }) => readings.length > 1);
  if (sessions.length === 0)
    throw new SuiteError('the trace holds no transaction with two readings of the register', { place });
  const bills = sessions.map((session) =>
    price.kind === 'bands'
      ? billByBands(price.tariff, session)
      : billByTariff(price.tariff, session, zone, options.tariff ?? ''),
  );
  process.stdout.write(
    options.json
      ? `${JSON.stringify(bills, undefined, 2)}\n`
      : bills.map((bill) => render(bill, zone)).join('\n'),
  );
  return Promise.resolve(EXIT.conformant);
};
