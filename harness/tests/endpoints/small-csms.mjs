// A central system around the server of ocpp-rpc (the framing, the validation and the error codes are its), which sends
// what it is told over HTTP: node small-csms.mjs PORT HTTP-PORT WAY, where WAY is one of stays, dies, falls-silent.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const { RPCServer } = createRequire(import.meta.url)('ocpp-rpc');
const [port, httpPort, way] = process.argv.slice(2);
const server = new RPCServer({ protocols: ['ocpp1.6', 'ocpp2.0.1'], strictMode: true });
const stations = new Map();
let readings = 0;
let transactions = 0;

server.auth((accept) => accept());
server.on('client', (client) => {
  stations.set(client.identity, client);
  const old = client.protocol === 'ocpp1.6';
  const now = () => new Date().toISOString();
  const idTagInfo = { status: 'Accepted' };
  const count = () => {
    readings += 1;
    if (readings === 3 && way === 'dies') process.exit(3);
  };
  const answer = (reply) => (way === 'falls-silent' && readings >= 3 ? new Promise(() => {}) : reply);
  client.handle('BootNotification', () => ({ status: 'Accepted', interval: 300, currentTime: now() }));
  client.handle('Heartbeat', () => answer({ currentTime: now() }));
  client.handle('StatusNotification', () => answer({}));
  client.handle('Authorize', () => answer(old ? { idTagInfo } : { idTokenInfo: { status: 'Accepted' } }));
  client.handle('StartTransaction', () => answer({ transactionId: ++transactions, idTagInfo }));
  client.handle('StopTransaction', () => answer({ idTagInfo }));
  client.handle('MeterValues', () => {
    count();
    return answer({});
  });
  client.handle('TransactionEvent', ({ params }) => {
    if (params.eventType === 'Updated') count();
    return answer({});
  });
});

createServer((request, response) => {
  const [, identity, action] = /^\/([^/]+)\/([^/]+)$/.exec(request.url) ?? [];
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    const station = stations.get(identity);
    if (station === undefined) return response.writeHead(404).end();
    station.call(action, JSON.parse(body)).catch(() => undefined);
    return response.writeHead(202).end();
  });
}).listen(Number(httpPort), '127.0.0.1');
await server.listen(Number(port), '127.0.0.1');
process.stdout.write('ready\n');
