import { DIALECT_IDS, dialectOf, type DialectId, type RequestKind } from '../dialects/index.ts';
import type { Side } from '../trace/index.ts';
import type { Logged } from './read-log.ts';

const CHARGERS: readonly RequestKind[] = [
  'boots',
  'heartbeats',
  'reports status',
  'authorizes',
  'starts transaction',
  'updates transaction',
  'ends transaction',
  'sends meter values',
  'reports profiles',
  'notifies',
];

export interface Parsed {
  readonly logged: Logged;
  readonly type: number;
  readonly id: string;
  readonly action: string | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

export const parseLogged = (logged: Logged): Parsed | undefined => {
  try {
    const frame: unknown = JSON.parse(logged.text);
    if (!Array.isArray(frame) || typeof frame[0] !== 'number' || typeof frame[1] !== 'string')
      return undefined;
    const action = typeof frame[2] === 'string' && frame[0] === 2 ? frame[2] : undefined;
    const payload: unknown = action === undefined ? frame[2] : frame[3];
    const object = typeof payload === 'object' && payload !== null ? payload : {};
    return { logged, type: frame[0], id: frame[1], action, payload: object as Parsed['payload'] };
  } catch {
    return undefined;
  }
};

/** The version whose words the log is in: what it says itself, else what its actions are called. */
export const dialectIn = (frames: readonly Parsed[]): DialectId | undefined => {
  const said = frames.find(({ logged }) => logged.protocol !== undefined)?.logged.protocol;
  const named = DIALECT_IDS.find((id) => id === said);
  if (named !== undefined) return named;
  const has = (...actions: readonly string[]): boolean =>
    frames.some(({ action }) => action !== undefined && actions.includes(action));
  if (has('UpdateDynamicSchedule', 'PullDynamicScheduleUpdate', 'SetDefaultTariff', 'NotifySettlement'))
    return 'ocpp2.1';
  if (has('TransactionEvent', 'GetVariables', 'SetVariables', 'NotifyReport')) return 'ocpp2.0.1';
  if (has('StartTransaction', 'StopTransaction', 'GetConfiguration', 'ChangeConfiguration')) return 'ocpp1.6';
  const boot = frames.find(({ action }) => action === 'BootNotification')?.payload;
  if (boot === undefined) return undefined;
  return boot['chargingStation'] === undefined ? 'ocpp1.6' : 'ocpp2.0.1';
};

/** Who sent each frame: as the log says, else by what only one side says; answers go the other way. */
export const withSides = (
  frames: readonly Parsed[],
  dialect: DialectId,
): readonly (Parsed & { readonly from: Side })[] => {
  const asked = new Map<string, Side>();
  return frames.flatMap((frame) => {
    const { logged, type, id, action, payload } = frame;
    if (type === 2 && action !== undefined) {
      const kind = dialectOf(dialect).decodeRequest({ action, payload })?.kind;
      const meant = kind === undefined ? undefined : CHARGERS.includes(kind) ? 'charger' : 'csms';
      const from = logged.from ?? meant;
      if (from === undefined) return [];
      asked.set(id, from);
      return [{ ...frame, from }];
    }
    const asker = asked.get(id);
    const from = logged.from ?? (asker === undefined ? undefined : asker === 'charger' ? 'csms' : 'charger');
    return from === undefined ? [] : [{ ...frame, from }];
  });
};
