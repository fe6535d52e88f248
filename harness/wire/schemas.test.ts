import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { codeFor, knowsAction, knowsSend, schemaCount, validate, type OcppVersion } from './index.ts';

const require = createRequire(import.meta.url);

const profile = (limit: number): unknown => ({
  connectorId: 1,
  csChargingProfiles: {
    chargingProfileId: 1,
    stackLevel: 0,
    chargingProfilePurpose: 'TxProfile',
    chargingProfileKind: 'Absolute',
    chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit }] },
  },
});
const sampled = (unit: string): unknown => ({
  connectorId: 1,
  meterValue: [{ timestamp: '2026-01-14T21:00:00Z', sampledValue: [{ value: '20', unit }] }],
});
const config = (length: number): unknown => ({ key: 'k', value: 'x'.repeat(length) });

describe('schemas', () => {
  it.each<[OcppVersion, number]>([
    ['ocpp1.6', 78],
    ['ocpp2.0.1', 128],
    ['ocpp2.1', 181],
  ])('%s has %i', (version, count) => {
    expect(schemaCount(version)).toBe(count);
  });

  it.each(['ocpp1_6', 'ocpp2_0_1', 'ocpp2_1'])(
    'of %s are schemas, which start-up takes for granted',
    (file) => {
      const ajv = new Ajv({ strict: false, logger: false });
      const schemas = require(`ocpp-rpc/lib/schemas/${file}.json`) as readonly Record<string, unknown>[];
      const draft = { $schema: 'http://json-schema.org/draft-07/schema#', $id: '' };
      const wrong = schemas.filter((schema) => ajv.validateSchema({ ...schema, ...draft }) !== true);
      expect(wrong).toEqual([]);
      expect(schemas.length).toBeGreaterThan(70);
    },
  );

  it('knows actions, not the names of schemas', () => {
    expect(knowsAction('ocpp1.6', 'Authorize')).toBe(true);
    for (const none of ['AuthorizeRequest', 'AuthorizeResponse', 'Nonsense', '', '__proto__'])
      expect([none, knowsAction('ocpp2.1', none), knowsSend('ocpp2.1', none)]).toEqual([none, false, false]);
    expect(knowsAction('ocpp2.1', 'NotifyPeriodicEventStream')).toBe(false);
    expect(knowsSend('ocpp2.1', 'NotifyPeriodicEventStream')).toBe(true);
    expect(knowsAction('ocpp2.0.1', 'SetDefaultTariff')).toBe(false);
  });

  it('takes every tenth of an ampere in 1.6, and no hundredth', () => {
    const refused = Array.from({ length: 1001 }, (_, tenths) => tenths / 10).filter(
      (limit) => validate('ocpp1.6', 'SetChargingProfile', 'request', profile(limit)).length > 0,
    );
    expect(refused).toEqual([]);
    expect(validate('ocpp1.6', 'SetChargingProfile', 'request', profile(16.05))).toMatchObject([
      { keyword: 'multipleOf' },
    ]);
  });

  it.each(['Celsius', 'Celcius', 'Hertz'])('tolerates %s on receipt, in 1.6 only when asked', (unit) => {
    expect(validate('ocpp1.6', 'MeterValues', 'request', sampled(unit), true)).toEqual([]);
    expect(validate('ocpp1.6', 'MeterValues', 'request', sampled('Furlong'), true)).toHaveLength(1);
  });

  it('refuses Hertz from ourselves, and tolerates values up to 2048 from others', () => {
    expect(validate('ocpp1.6', 'MeterValues', 'request', sampled('Hertz'))).toHaveLength(1);
    expect(validate('ocpp1.6', 'ChangeConfiguration', 'request', config(501))).toHaveLength(1);
    expect(validate('ocpp1.6', 'ChangeConfiguration', 'request', config(2048), true)).toEqual([]);
    expect(validate('ocpp1.6', 'ChangeConfiguration', 'request', config(2049), true)).toHaveLength(1);
  });

  it('is not held up by a frame made to be wrong in 300,000 places', () => {
    const meterValue = Array.from({ length: 300_000 }, () => 0);
    const began = performance.now();
    expect(validate('ocpp2.0.1', 'MeterValues', 'request', { evseId: 1, meterValue }, true)).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it.each([
    [{}, 'OccurrenceConstraintViolation'],
    [{ idTag: 1 }, 'TypeConstraintViolation'],
    [{ idTag: 'x'.repeat(21) }, 'PropertyConstraintViolation'],
    [{ idTag: 'x', more: 1 }, 'FormatViolation'],
  ])('names %j', (payload, code) => {
    expect(validate('ocpp1.6', 'Authorize', 'request', payload).map(codeFor)).toEqual([code]);
  });
});
