import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tariff } from '../energy/index.ts';
import { instant } from '../time/index.ts';
import { booksFrom, booksIn, pointer, type BooksMap } from './driver-json.ts';
import { openDriver } from './driver.ts';
import { readSubjectFile } from './read-subject-file.ts';

const tariff = {
  id: 't',
  name: 't',
  zone: 'Europe/London',
  clock: 'local',
  bands: [{ name: 'off-peak', from: 0, to: 300, price: 7 }],
  standard: 28,
} as unknown as Tariff;
const NOW = instant(Date.parse('2026-01-14T12:00:00Z'));

const map: BooksMap = {
  sessions: '/data/items',
  id: '/ref',
  energy: { at: '/kwh', unit: 'kWh' },
  cost: { at: '/price', unit: 'GBP' },
  start: '/from',
  end: '/to',
  online: '/online',
  plan: { at: '/state', accepted: 'controlled', refused: 'failed' },
};
const answer = {
  online: true,
  state: 'controlled',
  data: { items: [{ ref: 7, kwh: '44.16', price: 3.0912, from: '2026-01-14T21:00:00Z', to: 1768461300 }] },
};

describe('books in JSON', () => {
  it('are found by pointers, in their units', () => {
    expect(booksIn(answer, map)).toMatchObject({
      online: true,
      plan: 'accepted',
      sessions: [{ id: '7', wattHours: 44_160, pence: 309.12, end: 1_768_461_300_000 }],
      entries: [{ wattHours: 44_160 }],
    });
  });
  it.each([
    [{}, 'there is no list'],
    [{ data: { items: [{}] } }, 'has no id'],
    [{ data: { items: [{ ref: 1, kwh: 'much' }] } }, 'has no energy'],
  ])('%j: %s', (json, problem) => {
    expect(booksIn(json, map)).toContain(problem);
  });
  it('do not follow a pointer into what an object inherits', () => {
    expect(pointer({}, '/constructor/name')).toBeUndefined();
    expect(booksFrom(null)).toContain('there is no list');
  });
});

describe('a driver over HTTP', () => {
  const seen: string[] = [];
  let server: Server;
  let base = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push(`${request.method ?? ''} ${request.url ?? ''} ${Buffer.concat(chunks).toString()}`);
        if (request.url === '/books/CP1') response.end(JSON.stringify(answer));
        else if (request.url === '/text') response.end('<html>');
        else if (request.url === '/broken') response.writeHead(500).end();
        else response.end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const means = { blanks: { identity: 'CP1' }, patience: 5000 };
  const get = (path: string) => ({
    kind: 'http' as const,
    method: 'GET',
    url: `${base}${path}`,
    headers: {},
  });

  it('enrols, publishes the tariff as windows, and reads the books', async () => {
    const driver = await openDriver(
      {
        kind: 'http',
        enrol: get('/enrol/{identity}'),
        publish: { ...get('/tariff'), method: 'POST', body: '{tariff}' },
        books: { request: get('/books/{identity}'), map },
      },
      'x.yaml',
      means,
    );
    if (typeof driver === 'string') throw new Error(driver);
    expect(driver.declares).toEqual(['enrol', 'publish', 'books']);
    expect(await driver.act('enrol', tariff, NOW)).toEqual({ ok: true });
    expect(await driver.act('approve', tariff, NOW)).toMatchObject({ ok: false });
    expect(await driver.act('publish', tariff, NOW)).toEqual({ ok: true });
    expect(seen[0]).toBe('GET /enrol/CP1 ');
    expect(seen[1]).toContain(
      '"start":"2026-01-15T00:00:00.000Z","end":"2026-01-15T05:00:00.000Z","pence":7,"offPeak":true',
    );
    expect((await driver.books(tariff, NOW)).books?.sessions).toHaveLength(1);
  });
  it.each([
    ['/text', 'JSON'],
    ['/broken', 'HTTP 500'],
  ])('%s is said to be wrong', async (path, detail) => {
    const driver = await openDriver({ kind: 'http', books: { request: get(path), map } }, 'x.yaml', means);
    if (typeof driver === 'string') throw new Error(driver);
    expect((await driver.books(tariff, NOW)).detail).toContain(detail);
  });
});

describe('a driver module', () => {
  const folder = mkdtempSync(join(tmpdir(), 'offpeak-driver-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const beside = join(folder, 'csms.yaml');
  const means = { blanks: { identity: 'CP1' }, patience: 200 };
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return `./${name}`;
  };

  it('is called with the station and the tariff, and what it throws is its answer', async () => {
    const path = write(
      'a.ts',
      `export const enrol = ({ identity }: { identity: string }) => { if (identity !== 'CP1') throw new Error('who?'); };
       export const approve = () => { throw new Error('not today'); };
       export const publish = () => new Promise(() => undefined);
       export const books = ({ tariff }) => ({ online: true, plan: 'refused', sessions: [{ id: 'a', wattHours: 1, pence: tariff.standardPence }] });`,
    );
    const driver = await openDriver({ kind: 'module', path }, beside, means);
    if (typeof driver === 'string') throw new Error(driver);
    expect(await driver.act('enrol', tariff, NOW)).toEqual({ ok: true });
    expect(await driver.act('approve', tariff, NOW)).toEqual({ ok: false, detail: 'not today' });
    expect((await driver.act('publish', tariff, NOW)).detail).toContain('longer than 0.2 s');
    expect((await driver.books(tariff, NOW)).books).toMatchObject({
      plan: 'refused',
      sessions: [{ pence: 28 }],
    });
  });
  it('that is none says so', async () => {
    expect(await openDriver({ kind: 'module', path: write('b.ts', 'export {};') }, beside, means)).toContain(
      'exports none',
    );
    expect(await openDriver({ kind: 'module', path: './c.ts' }, beside, means)).toContain('c.ts');
  });
});

describe('a driver in a subject file', () => {
  const file = (driver: string, side = 'csms'): string =>
    `id: x\nname: X\nside: ${side}\ndialects: [ocpp1.6]\nreach: ${side === 'csms' ? "{ url: 'ws://127.0.0.1:1/', identity: CP1 }" : '{ port: 1 }'}\ndriver: ${driver}\n`;
  it('is read', () => {
    const read = readSubjectFile(
      'x.yaml',
      file(
        "{ books: { request: { http: { url: 'http://127.0.0.1:1/b', method: GET } }, sessions: /s, id: /id, energy: { at: /e, unit: kWh } } }",
      ),
      {},
    );
    expect(read.driver).toMatchObject({ kind: 'http', books: { map: { sessions: '/s' } } });
  });
  it.each([
    ['{ module: ./a.ts, enrol: { ask: x } }', 'not both'],
    ['{}', 'declares nothing'],
    ['{ books: { request: { ask: x }, sessions: /s, id: /id, energy: { at: /e, unit: kWh } } }', 'by http'],
    [
      "{ books: { request: { http: { url: 'http://127.0.0.1:1/' } }, sessions: s, id: /id, energy: { at: /e, unit: kWh } } }",
      'JSON pointer',
    ],
  ])('%s is refused', (driver, problem) => {
    expect(() => readSubjectFile('x.yaml', file(driver), {})).toThrow(problem);
  });
  it('a charger has none', () => {
    expect(() => readSubjectFile('x.yaml', file('{ module: ./a.ts }', 'charger'), {})).toThrow(
      'is for a CSMS',
    );
  });
});
