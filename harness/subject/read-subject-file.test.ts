import { describe, expect, it } from 'vitest';
import { SuiteError } from '../errors.ts';
import { readSubjectFile } from './read-subject-file.ts';

const charger = `id: acme
name: ACME Wall
side: charger
dialects: [ocpp1.6]
reach: { port: 9100, identity: ACME1 }
basic: { user: ACME1, password: { env: ACME_PASSWORD } }
time: { mode: steered, samples: 10 s }
actions:
  plug in:
    - http: { url: 'http://127.0.0.1:9200/plug', body: '{"state":1}' }
    - ask: Press the button
  unplug: { command: [relay, 'off'] }
declares: { SC.TxProfile: yes, SC.Amps: no }
`;

const refusal = (text: string): string => {
  try {
    readSubjectFile('acme.yaml', text, { ACME_PASSWORD: 'x' });
  } catch (error) {
    if (error instanceof SuiteError) return `${error.place?.line}:${error.place?.column} ${error.message}`;
    throw error;
  }
  return 'accepted';
};

describe('a subject file', () => {
  it('is read whole', () => {
    const file = readSubjectFile('acme.yaml', charger, { ACME_PASSWORD: 'hush' });
    expect(file).toMatchObject({
      side: 'charger',
      reach: { kind: 'dials in', host: '127.0.0.1', port: 9100, identity: 'ACME1' },
      basic: { user: 'ACME1', password: 'hush' },
      time: { mode: 'steered', sampleEvery: 10 },
      patience: 30_000,
      declares: { 'SC.TxProfile': true, 'SC.Amps': false },
    });
    expect(file.actions['plug in']).toHaveLength(2);
    expect(file.actions['unplug']).toEqual([{ kind: 'command', command: ['relay', 'off'] }]);
  });

  it.each([
    ['side: charger', 'side: bridge', '3:7 side: "bridge" is not one of charger, csms'],
    ['port: 9100', 'prot: 9100', '5:10 reach.prot: unknown key'],
    ['port: 9100', 'port: 99999', '5:16 reach.port: must be a whole number from 0 to 65535'],
    ['ocpp1.6', 'ocpp1.5', '4:12 dialects.0: "ocpp1.5" is not one of ocpp1.6, ocpp2.0.1, ocpp2.1'],
    ['samples: 10 s', 'samples: 10', '7:33 time.samples: must be a length such as "20 s", at most 900 s'],
    ['ACME_PASSWORD', 'NOPE', '6:40 basic.password.env: the environment variable NOPE is not set'],
    ['http: {', 'htp: {', '10:7 actions.plug in.0.htp: unknown key'],
    [
      'SC.TxProfile: yes',
      'SC.TxProfile: maybe',
      '13:27 declares.SC.TxProfile: "maybe" is not one of yes, no',
    ],
    ['name: ACME Wall\n', '', '1:1 "name" is missing'],
  ])('refuses %s → %s where it stands', (from, to, expected) => {
    expect(charger).toContain(from);
    expect(refusal(charger.replace(from, to))).toBe(expected);
  });

  it('refuses YAML that is torn', () => {
    expect(refusal(`${charger}  - x: [`)).toMatch(/^1\d:\d+ /);
  });
});
