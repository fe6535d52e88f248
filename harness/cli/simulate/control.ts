import { createServer } from 'node:http';
import { SubjectError } from '../../errors.ts';
import type { Simulated } from '../commands/simulate.ts';
import { UsageError } from '../usage-error.ts';
import { say } from './say.ts';

/**
 * The control address of a simulator: `GET /health` for a health check, `POST /plug-in` and the like for whoever
 * plays the driver. It has no password: bind it to loopback, or to a network that is nobody else's.
 * @throws SubjectError when the address is taken.
 */
export const listenForControl = async (
  address: string,
  simulated: Simulated,
): Promise<{ close(): Promise<void> }> => {
  const found = /^(?:(\[[0-9a-f:]+\]|[\w.-]+):)?(\d{1,5})$/i.exec(address);
  if (found === null) throw new UsageError('--control is PORT or HOST:PORT');
  const host = found[1]?.replace(/[[\]]/g, '') ?? '127.0.0.1';
  const server = createServer((request, response) => {
    // Nothing is read of a body; everything that matters is in the address.
    request.resume();
    const url = URL.canParse(request.url ?? '', 'http://control')
      ? new URL(request.url ?? '', 'http://control')
      : undefined;
    const answer = (status: number, body: Record<string, unknown>): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify(body)}\n`);
    };
    if (url === undefined) return answer(400, { error: 'no such address' });
    if (request.method === 'GET' && url.pathname === '/health') {
      const healthy = simulated.healthy();
      return answer(healthy ? 200 : 503, { healthy });
    }
    if (request.method !== 'POST') return answer(405, { error: 'POST an action, or GET /health' });
    try {
      const done = simulated.act(url.pathname.slice(1), url.searchParams);
      return done === undefined ? answer(404, { error: 'no such action' }) : answer(200, { done });
    } catch (error) {
      return answer(400, { error: error instanceof Error ? error.message : 'it failed' });
    }
  });
  // In faked time its own time-outs would be over in milliseconds of the one who calls.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.maxConnections = 64;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new SubjectError(`cannot listen for control on ${address}: ${error.message}`)),
    );
    server.listen(Number(found[2]), host, () => resolve());
  });
  say(`control on http://${address.includes(':') ? address : `127.0.0.1:${address}`}`);
  return {
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
