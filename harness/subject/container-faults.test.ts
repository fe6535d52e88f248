import { describe, expect, it } from 'vitest';
import { millis } from '../time/index.ts';
import { rulesOf } from './container-faults.ts';

const charger = { side: 'charger', port: 9000 } as const;
const csms = { side: 'csms', port: 80 } as const;

describe('faults in the network of a container', () => {
  it('are one chain, hooked in and taken out again', () => {
    expect(rulesOf({ kind: 'down' }, charger, 'F1')).toEqual({
      on: '*filter\n:F1 - [0:0]\n-A F1 -p tcp -j REJECT --reject-with tcp-reset\n-I OUTPUT -p tcp --dport 9000 -j F1\n-I INPUT -p tcp --sport 9000 -j F1\nCOMMIT\n',
      off: '*filter\n-D OUTPUT -p tcp --dport 9000 -j F1\n-D INPUT -p tcp --sport 9000 -j F1\n-F F1\n-X F1\nCOMMIT\n',
    });
  });

  it.each([
    ['to charger', charger, '-I INPUT -p tcp --sport 9000 -j F'],
    ['to csms', charger, '-I OUTPUT -p tcp --dport 9000 -j F'],
    ['to charger', csms, '-I OUTPUT -p tcp --sport 80 -j F'],
    ['to csms', csms, '-I INPUT -p tcp --dport 80 -j F'],
  ] as const)('silence %s at a %o takes one way only', (way, path, hook) => {
    const { on = '' } = rulesOf({ kind: 'half open', way }, path, 'F') ?? {};
    expect(on.split('\n').filter((line) => line.startsWith('-I'))).toEqual([hook]);
  });

  it('refusal lets open connections be, and lateness is left to others', () => {
    expect(rulesOf({ kind: 'refused' }, csms, 'F')?.on).toContain('-A F -p tcp --syn -j REJECT');
    expect(rulesOf({ kind: 'slow', by: millis(5) }, csms, 'F')).toBeUndefined();
  });
});
