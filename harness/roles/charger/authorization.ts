import type { ChargerParts } from '../role.ts';
import type { Connection } from './connection.ts';

export interface Authorization {
  /** Asks the CSMS for leave; without a link the station charges anyway (`16.OFF.11`). */
  ask(token: string, trigger: string): void;
  /** Whatever is being asked no longer matters. */
  forget(): void;
}

export const createAuthorization = (
  { events }: ChargerParts,
  connection: () => Connection,
  begin: (token: string, trigger: string) => void,
): Authorization => {
  let attempt = 0;
  return {
    ask(token, trigger) {
      if (token === '' || !connection().online) {
        begin(token, token === '' ? 'CablePluggedIn' : trigger);
        return;
      }
      attempt += 1;
      const mine = attempt;
      void connection()
        .ask({ kind: 'authorizes', token })
        .then((answer) => {
          if (mine !== attempt) return;
          if (answer.kind === 'reply' && answer.reply.status !== 'Accepted') {
            events.display?.(`Not authorised: ${answer.reply.status.slice(0, 40)}`);
            return;
          }
          begin(token, trigger);
        });
    },
    forget() {
      attempt += 1;
    },
  };
};
