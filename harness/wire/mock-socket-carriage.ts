import type { Client, Server } from 'mock-socket';
import { HarnessError } from '../errors.ts';
import { millis, type Clock } from '../time/index.ts';
import type { Carrier } from './carriage.ts';
import { inStep } from './in-step.ts';
import { webSocketLink, type StandardWebSocket } from './web-socket-link.ts';

// Read on first use: it is a test double that no other command needs.
const mockSocket = () => import('mock-socket');

/** The server's end as a standard socket: mock-socket gives its messages and events in its own way. */
const serverEnd = (client: Client): StandardWebSocket => ({
  get protocol() {
    return client.protocol;
  },
  get readyState() {
    return client.readyState;
  },
  send: (text) => client.send(text),
  close: (code, reason) => client.close({ code: code ?? 1000, reason: reason ?? '', wasClean: true }),
  addEventListener(type: 'message' | 'close', listener: (event: never) => void) {
    if (type === 'message') client.on('message', (data) => listener({ data } as never));
    else client.target.addEventListener('close', listener);
  },
});

let nights = 0;

/**
 * mock-socket's `WebSocket`, the double that browser code is tested with, in virtual time. For those who embed offpeak
 * beside such code; each message takes it four host milliseconds, and none of the night's.
 */
export const byMockSocket: Carrier = (clock: Clock) => {
  nights += 1;
  const base = `ws://mock-socket.invalid/night-${nights}`;
  const servers = new Set<Server>();
  let connections = 0;
  return {
    async connect({ identity, subprotocol, latency = millis(0) }) {
      const release = clock.hold();
      try {
        const { Server: MockServer, WebSocket: MockWebSocket } = await mockSocket();
        connections += 1;
        const url = `${base}/${connections}/${encodeURIComponent(identity)}`;
        const server = new MockServer(url, { mock: false });
        servers.add(server);
        const accepted = new Promise<Client>((resolve) => {
          server.on('connection', resolve);
        });
        const socket = new MockWebSocket(url, [subprotocol]);
        socket.addEventListener('error', () => {
          throw new HarnessError(`mock-socket refused ${url}`);
        });
        const csms = webSocketLink(serverEnd(await accepted), identity);
        const charger = webSocketLink(socket, identity);
        return inStep({ charger, csms }, clock, latency);
      } finally {
        release();
      }
    },
    close() {
      for (const server of servers) server.stop();
      servers.clear();
      return Promise.resolve();
    },
  };
};
