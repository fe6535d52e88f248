import { describe, expect, it } from 'vitest';
import { hostile, runResult, scenarioResult } from '../sample.ts';
import { nightKey } from '../words.ts';
import { renderHtml } from './index.ts';
import { sampleNight, sampleNights } from './sample-night.ts';
import { shownOf } from './sequence.ts';

const page = (run = runResult()): string =>
  renderHtml(
    run,
    sampleNights(run.results.map(nightKey), (key) => key === 'OVN-001|ocpp2.0.1|charger'),
  );
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

describe('hostile text', () => {
  const html = page();
  it('opens no element, closes no script and leaves no direction marks', () => {
    expect(html).not.toContain('<img');
    expect(count(html, /<script/g)).toBe(count(html, /<\/script>/g));
    // One per chart, and the page's own.
    expect(count(html, /<script/g)).toBe(new Set(runResult().results).size + 1);
    for (const character of ['\u202E', '\u001b', '\u0000']) expect(html).not.toContain(character);
  });
  it('stays readable', () => {
    expect(html).toContain(
      '&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;redevil &amp; &quot;quoted&quot;',
    );
    expect(hostile).toContain('"quoted"');
  });
});

describe('one file', () => {
  const html = page();
  it('refuses all loading and asks for nothing', () => {
    expect(html).toContain("default-src 'none'");
    const outside = [...html.matchAll(/(?:src|href|action)\s*=\s*"([^"]*)"/g)].filter(
      ([, target = '']) => !target.startsWith('#'),
    );
    expect(outside).toEqual([]);
    expect(html).not.toMatch(/https?:\/\/|@import|url\((?!#)/);
  });
  it('links only to what is on the page', () => {
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(12);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
    expect(count(html, / id="/g)).toBe(ids.size);
  });
  it('stays small for a whole run of failures', () => {
    const results = Array.from({ length: 84 }, (_, at) =>
      scenarioResult('failed', { scenario: `OVN-${at}` }),
    );
    expect(page(runResult(results)).length).toBeLessThan(6_500_000);
  });
});

describe('matrix', () => {
  const html = page();
  it('has a row per scenario, a word in each cell and a link to its details', () => {
    const table = /<table class="matrix">.*?<\/table>/s.exec(html)?.[0] ?? '';
    expect(count(table, /<th scope="row">/g)).toBe(6);
    for (const head of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1', 'charger', 'csms']) expect(table).toContain(head);
    expect(table).toMatch(
      /<td class="v-failed"><a href="#r2"><span aria-hidden="true">✗<\/span> failed<\/a>/,
    );
    expect(count(table, /<td class="v-passed">/g)).toBe(5);
  });
  it('opens what needs reading and keeps the rest shut', () => {
    expect(html).toMatch(/id="r2" data-verdict="failed" data-area="OVN" open>/);
    expect(html).toMatch(/id="r0" data-verdict="passed" data-area="OVN">/);
  });
});

describe('a failing night', () => {
  const part = /<details class="run v-failed" id="r2".*?<details class="run/s.exec(page())?.[0] ?? '';
  it('shows where it is wrong and every part of the finding', () => {
    expect(part).toMatch(/<rect class="wrong" x="72\.\d" /);
    for (const word of [
      'Requirement',
      'Expected',
      'Actual',
      'Reproduce',
      'Hint',
      '21:07 to 22:05 local time',
    ])
      expect(part).toContain(word);
    expect(part).toContain('<a href="#r2-s14">#14</a>');
  });
  it('draws no line across a hole in the evidence', () => {
    const line = /<path class="metered" d="([^"]*)"/.exec(part)?.[1] ?? '';
    expect(count(line, /M/g)).toBe(2);
  });
});

describe('messages', () => {
  it('keeps evidence and acts before meter values when there is no room', () => {
    const { messages } = sampleNight(true);
    const shown = shownOf(messages, new Set([800]), 12);
    expect(shown.rows).toHaveLength(12);
    const seen = shown.rows.map((message) => message.seq);
    expect(seen).toContain(800);
    expect(seen).toContain(14);
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
  });
});
