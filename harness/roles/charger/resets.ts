import { seconds, type Alarm, type Clock } from '../../time/index.ts';

export interface ResetParts {
  readonly clock: Clock;
  readonly legacy: boolean;
  /** A transaction is running. */
  readonly busy: () => boolean;
  /** Ends every transaction for this reason. */
  readonly end: (reason: string) => void;
  /** Messages are on their way that the CSMS has not answered yet. */
  readonly waiting: () => boolean;
  readonly restart: (reason: string) => void;
}

export interface Resets {
  reset(how: 'Soft' | 'Hard'): 'Accepted' | 'Scheduled';
  /** A transaction has ended: what was put off until then is due. */
  idle(): void;
  /** The power went first. */
  forget(): void;
}

const RESET_AFTER = 1;
/** How long the last messages may take; what is not answered then waits for the next life (`ocpp201:B12.FR.05`). */
const LAST_WORDS = 10;

/** Reset in 1.6: Soft and Hard, both at once; in 2.x: OnIdle waits for the transaction, Immediate does not. */
export const createResets = ({ clock, legacy, busy, end, waiting, restart }: ResetParts): Resets => {
  let scheduled = false;
  let alarm: Alarm | undefined;

  const reboot = (how: 'Soft' | 'Hard', left: number): void => {
    alarm?.cancel();
    alarm = clock.after(seconds(1), () => {
      if (waiting() && left > 0) return reboot(how, left - 1);
      restart(
        how === 'Soft' && legacy ? 'ApplicationReset' : how === 'Soft' ? 'ScheduledReset' : 'RemoteReset',
      );
    });
  };

  return {
    reset(how) {
      if (how === 'Soft' && !legacy && busy()) {
        scheduled = true;
        return 'Scheduled';
      }
      alarm?.cancel();
      alarm = clock.after(seconds(RESET_AFTER), () => {
        end(legacy ? `${how}Reset` : 'ImmediateReset');
        reboot(how, LAST_WORDS);
      });
      return 'Accepted';
    },
    idle() {
      if (!scheduled || busy()) return;
      scheduled = false;
      reboot('Soft', LAST_WORDS);
    },
    forget() {
      alarm?.cancel();
      scheduled = false;
    },
  };
};
