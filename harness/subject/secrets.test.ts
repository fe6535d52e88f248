import { describe, expect, it } from 'vitest';
import { looksSecret, withoutValues } from './secrets.ts';

describe('what looks like a secret', () => {
  it.each([
    ['DB_PASSWORD', 'x'],
    ['apiKey', 'x'],
    ['Authorization', 'Basic eA=='],
    ['client-secret', 'x'],
    ['url', 'amqp://guest:guest@broker'],
    ['cert', '-----BEGIN EC PRIVATE KEY-----'],
    ['x', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc'],
  ])('%s: %s', (name, text) => {
    expect(looksSecret(name, text)).toBe(true);
  });

  it.each([
    ['ID_TOKEN', 'TAG1'],
    ['PARTITION_KEY', 'id'],
    ['URL', 'ws://csms:9000/ocpp'],
    ['PASSWORD', ''],
    ['KEYBOARD', 'uk'],
    ['BYPASS', 'yes'],
  ])('not %s: %s', (name, text) => {
    expect(looksSecret(name, text)).toBe(false);
  });

  it('is taken out of what is printed', () => {
    expect(withoutValues(['hunter22', 'x'])('xx hunter22 hunter22!')).toBe('xx *** ***!');
  });
});
