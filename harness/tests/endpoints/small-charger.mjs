// A charger of a few lines that keeps this machine's clock and ignores every profile, for tests of what a subject can
// do to a night: node small-charger.mjs URL WAY, where WAY is one of dies, falls-silent, hangs-up, stays.
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';

const [url, way] = process.argv.slice(2);
const socket = new WebSocket(url, ['ocpp1.6']);
const waiting = new Map();
let id = 0;
let silent = false;
let transaction;

const call = (action, payload) =>
  new Promise((resolve) => {
    if (silent) return;
    waiting.set(String(++id), resolve);
    socket.send(JSON.stringify([2, String(id), action, payload]));
  });
const now = () => new Date().toISOString();

socket.on('message', (data) => {
  const [kind, message, ...rest] = JSON.parse(Buffer.from(data).toString('utf8'));
  if (silent) return;
  if (kind === 3) waiting.get(message)?.(rest[0]);
  else if (kind === 2) socket.send(JSON.stringify([3, message, { status: 'Accepted' }]));
});
socket.on('error', () => process.exit(9));

const misbehave = () => {
  if (way === 'dies') process.exit(3);
  if (way === 'hangs-up') socket.terminate();
  if (way !== 'stays') silent = true;
};

const charge = async () => {
  const started = await call('StartTransaction', {
    connectorId: 1,
    idTag: 'A',
    meterStart: 0,
    timestamp: now(),
  });
  transaction = started.transactionId;
  for (let reading = 1; transaction !== undefined; reading += 1) {
    if (reading === 8) misbehave();
    const sampledValue = [{ value: '7360', measurand: 'Power.Active.Import', unit: 'W' }];
    await call('MeterValues', {
      connectorId: 1,
      transactionId: transaction,
      meterValue: [{ timestamp: now(), sampledValue }],
    });
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
};

socket.on('open', () => {
  void call('BootNotification', { chargePointVendor: 'small', chargePointModel: way });
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line === 'plug in') void charge();
    else if (transaction !== undefined) {
      void call('StopTransaction', { transactionId: transaction, meterStop: 0, timestamp: now() });
      transaction = undefined;
    }
  });
});
