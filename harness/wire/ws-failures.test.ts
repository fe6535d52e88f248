import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { SubjectError } from '../errors.ts';
import { dialWs, listenWs, OPEN, type Link, type ListenOptions } from './index.ts';

const withServer = async (
  options: Partial<ListenOptions>,
  body: (url: string) => Promise<void>,
): Promise<void> => {
  const server = await listenWs({
    subprotocols: ['ocpp2.0.1', 'ocpp1.6'],
    onLink: () => undefined,
    ...options,
  });
  try {
    await body(server.url);
  } finally {
    await server.close();
  }
};
const dial = (url: string, more: object = {}): Promise<Link> =>
  dialWs({ url, identity: 'CP 1/é', subprotocols: ['ocpp1.6'], timeoutMillis: 2000, ...more });
const failure = async (dialled: Promise<Link>): Promise<string> => {
  const error: unknown = await dialled.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SubjectError);
  return error instanceof SubjectError ? `${error.message} ${error.hint ?? ''}` : '';
};

describe('WebSocket links', () => {
  it('carry text and a close both ways, under the decoded identity', async () => {
    const links: Link[] = [];
    const onLink = (link: Link): void => {
      links.push(link);
      link.onMessage(({ text }) => link.send(`${text}!`));
    };
    await withServer({ onLink }, async (url) => {
      const link = await dial(url);
      const echoed = new Promise((resolve) => link.onMessage(resolve));
      link.send('hé');
      expect(await echoed).toEqual({ text: 'hé!', binary: false, bytes: 4 });
      expect([links[0]?.identity, links[0]?.subprotocol, link.subprotocol]).toEqual([
        'CP 1/é',
        'ocpp1.6',
        'ocpp1.6',
      ]);
      const closed = new Promise((resolve) => link.onClose(resolve));
      links[0]?.close(1001, 'bye');
      expect(await closed).toEqual({ code: 1001, reason: 'bye' });
      expect(await new Promise((resolve) => link.onClose(resolve))).toEqual({ code: 1001, reason: 'bye' });
    });
  });

  it('ask for the password and never show it', async () => {
    const refused: string[] = [];
    const door: ListenOptions['door'] = ({ basic }) =>
      basic?.password === 'right:one' ? OPEN : { kind: 'http', status: 401 };
    await withServer({ door, onRefused: (reason) => refused.push(reason) }, async (url) => {
      const why = await failure(dial(url, { basic: { user: 'CP', password: 'hunter2' } }));
      expect(why).toContain('HTTP 401');
      expect(why + refused.join()).not.toContain('hunter2');
      expect(refused).toHaveLength(1);
      const link = await dial(url, { basic: { user: 'CP', password: 'right:one' } });
      expect(link.open).toBe(true);
      link.abort();
    });
  });

  it('say what was tried, without a password in the URL', async () => {
    const why = await failure(dial('ws://joe:hunter2@127.0.0.1:1/x?key=hunter2'));
    expect(why).toContain('ws://127.0.0.1:1/x');
    expect(why).toContain('ECONNREFUSED');
    expect(why).not.toContain('hunter2');
    expect(await failure(dial('not a url hunter'))).toContain('cannot be reached');
  });

  it('say that no sub-protocol was chosen (RPC.05)', async () => {
    await withServer({ subprotocols: ['ocpp2.1'] }, async (url) => {
      expect(await failure(dial(url))).toMatch(/subprotocol/);
    });
  });

  it('give up on a server that never answers', async () => {
    const mute = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await failure(dial(`ws://127.0.0.1:${port}`, { timeoutMillis: 100 }))).toMatch(/timed out/);
    mute.close();
  });
});
