import type { Serving } from '../../dialects/index.ts';
import type { ChargerParts } from '../role.ts';
import { createConnection, type Connection } from './connection.ts';
import type { Connector } from './connector.ts';
import type { ChargerHooks } from './hooks.ts';
import { createMemory } from './memory.ts';

export interface PortalParts {
  readonly charger: ChargerParts;
  readonly hooks: ChargerHooks;
  readonly connectors: readonly Connector[];
  /** How the first system is served. */
  readonly serving: () => Serving;
}

/**
 * The second system of a charger that has two. The rule: the first one governs. The second is told what the connectors do
 * and may ask; what would steer the charger is refused, so that it knows.
 */
export const createPortal = ({
  charger,
  hooks,
  connectors,
  serving,
}: PortalParts): Connection | undefined => {
  const { dialPortal, events, settings } = charger;
  if (dialPortal === undefined) return undefined;
  const { link: _link, frame: _frame, ...others } = events;
  const connection: Connection = createConnection({
    charger: { ...charger, dial: dialPortal, events: others },
    memory: createMemory(),
    hooks: {},
    serving: () => (hooks.portal === 'obeyed' ? serving() : watching(serving(), hooks.portal === 'deceived')),
    told: () => undefined,
    joined() {
      for (const { evse, state, running } of connectors) {
        const status = state === 'Idle' && running === undefined ? 'Available' : 'Occupied';
        const connector = settings.dialect === 'ocpp1.6' ? evse : 1;
        const at = charger.clock.now();
        void connection.ask({ kind: 'reports status', evse, connector, status, state, at });
      }
    },
    cut: () => undefined,
    delivered: () => undefined,
  });
  return connection;
};

/** `deceived`: a liar accepts what it does not do. */
const watching = (serving: Serving, deceived: boolean): Serving => {
  const status = deceived ? 'Accepted' : 'Rejected';
  return {
    ...serving,
    'sets charging profile': () =>
      deceived ? { status: 'Accepted' } : { status: 'Rejected', reason: 'NotEnabled' },
    'clears charging profile': () => ({ status: deceived ? 'Accepted' : 'Unknown' }),
    'starts remotely': () => ({ status }),
    'stops remotely': () => ({ status }),
    'changes availability': () => ({ status }),
    resets: () => ({ status }),
    'updates firmware': () => ({ status }),
    'sets variables': ({ variables }) => ({ results: variables.map(({ name }) => ({ name, status })) }),
  };
};
