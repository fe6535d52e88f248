import { describe, expect, it } from 'vitest';
import { SubjectError } from '../errors.ts';
import { dialWs, listenWs, OPEN, type Link } from './index.ts';

const echoing = (onLink: (link: Link) => void = () => undefined): ReturnType<typeof listenWs> =>
  listenWs({
    subprotocols: ['ocpp2.0.1', 'ocpp1.6'],
    door: ({ identity, basic }) =>
      identity === 'Wall 1' && basic?.password === 'right' ? OPEN : { kind: 'http', status: 401 },
    onLink(link) {
      link.onMessage(({ text }) => link.send(`${link.identity}:${text}`));
      onLink(link);
    },
  });

const dial = (url: string, password: string, subprotocols = ['ocpp1.6']): Promise<Link> =>
  dialWs({ url, identity: 'Wall 1', subprotocols, basic: { user: 'Wall 1', password }, timeoutMillis: 5000 });

describe('WebSocket links over loopback', () => {
  it('carry text both ways, with identity and sub-protocol', async () => {
    const server = await echoing();
    const link = await dial(server.url, 'right');
    const heard = new Promise<string>((resolve) => {
      link.onMessage(({ text }) => resolve(text));
    });
    link.send('[2]');
    expect(await heard).toBe('Wall 1:[2]');
    expect(link.subprotocol).toBe('ocpp1.6');
    link.close();
    await server.close();
  });

  it('say what was tried when they are refused, and never the password', async () => {
    const server = await echoing();
    const refused = await dial(server.url, 'wrong-secret').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SubjectError);
    expect(String(refused)).toMatch(/HTTP 401/);
    expect(
      JSON.stringify([String(refused), refused instanceof SubjectError ? refused.hint : '']),
    ).not.toContain('wrong-secret');
    await server.close();
    await expect(dial(server.url, 'right')).rejects.toThrow(/cannot be reached/);
  });

  it('tell of an abort as 1006', async () => {
    let theirs: Link | undefined;
    const server = await echoing((link) => {
      theirs = link;
    });
    const link = await dial(server.url, 'right');
    const closed = new Promise<number>((resolve) => {
      link.onClose(({ code }) => resolve(code));
    });
    theirs?.abort();
    expect(await closed).toBe(1006);
    await server.close();
  });

  it('close a charger that offers no common sub-protocol', async () => {
    const server = await echoing();
    await expect(dial(server.url, 'right', ['ocpp9.9'])).rejects.toThrow(SubjectError);
    await server.close();
  });
});
