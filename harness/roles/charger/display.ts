import type { ChargingState } from '../../dialects/index.ts';
import { localTime, type Instant } from '../../time/index.ts';

export interface Shown {
  readonly state: ChargingState | 'Unavailable';
  readonly watts: number;
  /** When charging will begin or go on, if that is known. */
  readonly startsAt: Instant | undefined;
  readonly zone: string;
}

/** The one line on the front of the box. */
export const displayLine = ({ state, watts, startsAt, zone }: Shown): string => {
  switch (state) {
    case 'Idle':
      return 'Ready: plug in to charge';
    case 'EVConnected':
      return 'Connected';
    case 'Charging':
      return `Charging ${(watts / 1000).toFixed(1)} kW`;
    case 'SuspendedEVSE':
      return startsAt === undefined
        ? 'Waiting for off-peak'
        : `Waiting for off-peak, starts ${localTime(zone, startsAt)}`;
    case 'SuspendedEV':
      return 'Waiting for the car';
    case 'Unavailable':
      return 'Out of service';
  }
};
