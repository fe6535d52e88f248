import { describe, expect, it } from 'vitest';
import { listenWs, webSocketLink, type Link } from './index.ts';

/** Node's own WebSocket is the browser's: what holds for it holds for a page. */
const connected = async (): Promise<{ page: Link; ours: Link; close: () => Promise<void> }> => {
  const accepted: { link?: (link: Link) => void } = {};
  const arrived = new Promise<Link>((resolve) => {
    accepted.link = resolve;
  });
  const server = await listenWs({ subprotocols: ['ocpp2.0.1'], onLink: (link) => accepted.link?.(link) });
  const socket = new WebSocket(`${server.url}/PAGE`, ['ocpp2.0.1']);
  await new Promise((resolve) => {
    socket.addEventListener('open', resolve);
  });
  return { page: webSocketLink(socket, 'PAGE'), ours: await arrived, close: () => server.close() };
};

const next = (link: Link): Promise<string> =>
  new Promise((resolve) => {
    link.onMessage(({ text, bytes }) => resolve(`${text} ${bytes}`));
  });

describe('a link over a standard WebSocket', () => {
  it('carries text both ways and knows its sub-protocol', async () => {
    const { page, ours, close } = await connected();
    const heard = [next(page), next(ours)];
    ours.send('[2,"é"]');
    page.send('[3]');
    expect(await Promise.all(heard)).toEqual(['[2,"é"] 8', '[3] 3']);
    expect([page.subprotocol, page.identity, page.open]).toEqual(['ocpp2.0.1', 'PAGE', true]);
    await close();
  });

  it('closes with the codes that a page may use, and with 1000 instead of others', async () => {
    for (const [asked, seen] of [
      [3001, 3001],
      [1002, 1000],
    ] as const) {
      const { page, ours, close } = await connected();
      const closed = new Promise<number>((resolve) => {
        ours.onClose(({ code }) => resolve(code));
      });
      page.close(asked, 'enough');
      expect(await closed).toBe(seen);
      expect(page.open).toBe(false);
      await close();
    }
  });

  it('hears of a close by the other end', async () => {
    const { page, ours, close } = await connected();
    const closed = new Promise<string>((resolve) => {
      page.onClose(({ code, reason }) => resolve(`${code} ${reason}`));
    });
    ours.close(1001, 'going away');
    expect(await closed).toBe('1001 going away');
    await close();
  });
});
