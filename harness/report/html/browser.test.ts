import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nightOf } from '../../judge/index.ts';
import { runOne } from '../../run/index.ts';
import { referenceCharger } from '../../subject/index.ts';
import { loadSuites } from '../../suite/index.ts';
import { renderHtml } from './index.ts';
import { hostile, runResult, scenarioResult } from '../sample.ts';

/** The report as a person meets it, in a real browser. */
const executable = ['chromium', 'chromium-headless-shell', 'google-chrome']
  .flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find((path) => existsSync(path));
const ROOT = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'offpeak-browser-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

// In CI a browser is a must; elsewhere its absence is said, not hidden.
describe.skipIf(executable === undefined && process.env['CI'] === undefined)(
  'the page in a browser (skipped where there is no Chromium on the PATH)',
  () => {
    let browser: Browser;
    const troubles: string[] = [];
    const open = async (html: string, name: string, colorScheme: 'light' | 'dark'): Promise<Page> => {
      const file = join(folder, `${name}.html`);
      writeFileSync(file, html);
      const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(message.text());
      });
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith('file:')) troubles.push(`asked for ${request.url()}`);
      });
      await page.goto(pathToFileURL(file).href);
      return page;
    };
    const failing = async (): Promise<string> => {
      const scenario = loadSuites([join(ROOT, 'suites/overnight')], ROOT).find(({ id }) => id === 'OVN-001');
      if (scenario === undefined) throw new Error('OVN-001 is gone');
      const { result, trace } = await runOne({
        scenario,
        subject: referenceCharger(['forgets-window-end']),
        dialect: 'ocpp1.6',
        seed: '1',
        version: 'test',
        reproduce: 'offpeak run',
      });
      const nights = new Map([
        [
          `${result.scenario}|${result.dialect}|${result.subject}`,
          { scenario, night: nightOf(scenario, trace) },
        ],
      ]);
      return renderHtml(
        runResult([result, scenarioResult('passed', { scenario: 'RES-001', title: hostile })]),
        nights,
      );
    };

    beforeAll(async () => {
      if (executable === undefined) throw new Error('CI needs a Chromium on the PATH');
      browser = await chromium.launch({
        executablePath: executable,
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      });
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it.each(['light', 'dark'] as const)('is quiet, asks nobody, and is accessible in %s', async (scheme) => {
      const page = await open(await failing(), scheme, scheme);
      await page.evaluate(axe);
      const found = (await page.evaluate('axe.run(document)')) as Axe;
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`)).toEqual(
        [],
      );
      expect(troubles).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    });

    it('filters by verdict and area, leads from the matrix to the night, reads and zooms the chart', async () => {
      const page = await open(await failing(), 'use', 'light');
      const shown = (): Promise<number> => page.locator('.run:visible').count();
      expect(await shown()).toBe(2);
      await page.locator('.filters select').selectOption('RES');
      expect(await shown()).toBe(1);
      await page.locator('.filters select').selectOption('');
      await page.locator('.filters input[value=failed]').uncheck();
      expect(await shown()).toBe(1);
      await page.locator('.filters input[value=failed]').check();
      await page.locator('.matrix a', { hasText: 'failed' }).click();
      const chart = page.locator('.chart svg').first();
      await chart.focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('.reading').first().textContent()).toMatch(/allowed .* metered/);
      const width = async (): Promise<number> => (await chart.boundingBox())?.width ?? 0;
      const before = await width();
      await page.getByRole('button', { name: 'Larger' }).first().click();
      expect(await width()).toBeGreaterThan(before * 1.5);
      await page.getByRole('button', { name: 'Smaller' }).first().click();
      expect(Math.abs((await width()) - before)).toBeLessThan(2);
      expect(troubles).toEqual([]);
    });

    it('opens with five hundred scenarios', async () => {
      const many = Array.from({ length: 500 }, (_, at) =>
        scenarioResult(at % 10 === 0 ? 'failed' : 'passed', {
          scenario: `OVN-${String(at).padStart(3, '0')}`,
        }),
      );
      const page = await open(renderHtml(runResult(many), new Map()), 'many', 'light');
      await page.locator('.filters input[type=search]').fill('ovn-499');
      expect(await page.locator('.run:visible').count()).toBe(1);
      expect(troubles).toEqual([]);
    });
  },
);
