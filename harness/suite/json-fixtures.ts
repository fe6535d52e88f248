import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './context.ts';
import type { Roots } from './roots.ts';

const NAME = /^transaction-tariffs\/[a-z0-9-]+\.json$/;

/** Finds 2.1 tariffs by reference; they may be wrong on purpose, so only their JSON must be sound. */
export const jsonFixtures =
  (roots: Roots): Context['transactionTariff'] =>
  (reference) => {
    if (!NAME.test(reference))
      return `"${reference}" is not a 2.1 tariff, like "transaction-tariffs/night-2330-0600.json"`;
    const path = (typeof roots === 'string' ? [roots] : roots)
      .map((root) => join(root, 'fixtures', reference))
      .find((each) => existsSync(each));
    if (path === undefined) return `there is no fixtures/${reference}`;
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    } catch {
      return `fixtures/${reference} is no JSON`;
    }
  };
