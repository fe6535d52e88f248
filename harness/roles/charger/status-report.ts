import type { ChargingState, ConnectorStatus } from '../../dialects/index.ts';
import type { Connection } from './connection.ts';
import type { StationTime } from './station-time.ts';

export interface StatusReportParts {
  readonly connection: () => Connection;
  readonly time: StationTime;
  readonly evse: number;
  readonly legacy: boolean;
  readonly state: () => ChargingState;
  /** Out of service, and no transaction runs. */
  readonly out: () => boolean;
}

export interface StatusReport {
  report(): void;
  /** Only if it changed while nobody could be told (`16.ST.06`, `ocpp201:B04.FR.02`). */
  reportChange(): void;
}

/** Tells the CSMS what a connector is doing. */
export const createStatusReport = (parts: StatusReportParts): StatusReport => {
  const { evse, legacy, time } = parts;
  let told = '';

  const now = (): { readonly status: ConnectorStatus; readonly state: ChargingState } => {
    const state = parts.state();
    return { status: parts.out() ? 'Unavailable' : state === 'Idle' ? 'Available' : 'Occupied', state };
  };

  const report = (): void => {
    if (!parts.connection().online) return;
    const { status, state } = now();
    told = `${status} ${state}`;
    const connector = legacy ? evse : 1;
    void parts.connection().ask({ kind: 'reports status', evse, connector, status, state, at: time.now() });
  };

  return {
    report,
    reportChange() {
      const { status, state } = now();
      if (told !== `${status} ${state}`) report();
    },
  };
};
