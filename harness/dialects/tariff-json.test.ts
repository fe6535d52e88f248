import { describe, expect, it } from 'vitest';
import { tariffProblems } from '../energy/index.ts';
import { validate } from '../wire/index.ts';
import { readTariffJson, writeTariffJson } from './tariff-json.ts';

const right = {
  tariffId: 'night',
  currency: 'GBP',
  description: [{ format: 'UTF8', language: 'en', content: '7p at night' }],
  validFrom: '2026-01-14T00:00:00Z',
  energy: {
    prices: [
      { priceKwh: 0.07, conditions: { startTimeOfDay: '23:30', endTimeOfDay: '06:00' } },
      { priceKwh: 0.28, conditions: { dayOfWeek: ['Monday'], minEnergy: 5, maxPower: 7400 } },
      { priceKwh: 0.285714 },
    ],
    taxRates: [{ type: 'VAT', tax: 5, stack: 0 }],
  },
  idleTime: { prices: [{ priceMinute: 0.1, conditions: { minIdleTime: 900 } }] },
  fixedFee: { prices: [{ priceFixed: 0.5, conditions: { paymentBrand: 'VISA' } }] },
  minCost: { exclTax: 1 },
  maxCost: { exclTax: 50, inclTax: 52.5 },
};

const problemsOf = (change: object): readonly string[] => {
  const { tariff, problems } = readTariffJson({ ...right, ...change });
  return [...problems, ...(tariff === undefined ? [] : tariffProblems(tariff))].map(
    ({ path, problem }) => `${path}: ${problem}`,
  );
};
const energy = (...prices: readonly object[]): object => ({ energy: { prices } });

describe('a 2.1 tariff', () => {
  it('is read and written without loss, in the form of its schema', () => {
    const { tariff, problems } = readTariffJson(right);
    expect(problems).toEqual([]);
    if (tariff === undefined) throw new Error('not read');
    expect(tariffProblems(tariff)).toEqual([]);
    expect(writeTariffJson(tariff)).toEqual(right);
    expect(
      validate('ocpp2.1', 'SetDefaultTariff', 'request', { evseId: 0, tariff: writeTariffJson(tariff) }),
    ).toEqual([]);
  });

  it.each([
    [
      '99:99',
      energy({ priceKwh: 1, conditions: { startTimeOfDay: '99:99' } }),
      /startTimeOfDay: "99:99" is no time of day/,
    ],
    [
      '24:00',
      energy({ priceKwh: 1, conditions: { endTimeOfDay: '24:00' } }),
      /endTimeOfDay: "24:00" is no time/,
    ],
    [
      'a gap',
      energy({ priceKwh: 1, conditions: { startTimeOfDay: '06:00', endTimeOfDay: '23:30' } }),
      /energy: a gap: nothing has a price from Monday 00:00 to 06:00/,
    ],
    [
      'a gap on a Sunday',
      energy({
        priceKwh: 1,
        conditions: { dayOfWeek: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] },
      }),
      /from Sunday 00:00 to the end of the week/,
    ],
    [
      'an overlap that hides',
      energy({ priceKwh: 1 }, { priceKwh: 2, conditions: { startTimeOfDay: '23:30' } }),
      /prices\[1\]: never applies/,
    ],
    ['an unknown currency', { currency: 'XQZ' }, /currency: "XQZ" is no currency/],
    ['a negative price', energy({ priceKwh: -0.01 }), /prices\[0\]: -0.01 is negative/],
    ['seven decimals', energy({ priceKwh: 0.1234567 }), /0.1234567 has more than 6 decimals/],
    [
      'dates out of order',
      energy(
        { priceKwh: 1, conditions: { validFromDate: '2026-02-01', validToDate: '2026-01-01' } },
        { priceKwh: 1 },
      ),
      /ends \(2026-01-01\) before it begins/,
    ],
    [
      'a day that is none',
      energy({ priceKwh: 1, conditions: { validFromDate: '2026-02-30' } }, { priceKwh: 1 }),
      /"2026-02-30" is no date/,
    ],
    [
      'a range the wrong way round',
      energy({ priceKwh: 1, conditions: { minEnergy: 10, maxEnergy: 10 } }, { priceKwh: 1 }),
      /energy: the least \(10\) is not below the most/,
    ],
    ['no price', { energy: { prices: [] } }, /energy: has no prices/],
    ['a price that is text', energy({ priceKwh: '0.07' }), /needs "priceKwh", a number/],
    [
      'a weekday that is none',
      energy({ priceKwh: 1, conditions: { dayOfWeek: ['Caturday'] } }, { priceKwh: 1 }),
      /is no list of weekdays/,
    ],
    [
      'a negative tax',
      { energy: { prices: [{ priceKwh: 1 }], taxRates: [{ type: 'x', tax: -1 }] } },
      /a negative tax/,
    ],
    ['least above most', { minCost: { exclTax: 60 } }, /minCost: is more than maxCost/],
    ['a bound without an amount', { minCost: {} }, /minCost: names no amount/],
    ['no id', { tariffId: undefined }, /tariffId: is missing/],
  ])('with %s says so', (_name, change, expected) => {
    expect(problemsOf(change).join('\n')).toMatch(expected);
  });

  it('takes negative prices where they are meant', () => {
    const { tariff } = readTariffJson({ ...right, ...energy({ priceKwh: -0.0463 }) });
    if (tariff === undefined) throw new Error('not read');
    expect(tariffProblems(tariff, { negativePrices: true })).toEqual([]);
  });

  it.each([null, 7, 'tariff', [], { energy: 7 }, { energy: { prices: 7 } }])('never throws: %j', (json) => {
    expect(readTariffJson(json).problems.length).toBeGreaterThan(0);
  });
});
