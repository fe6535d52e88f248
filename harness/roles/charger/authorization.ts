import type { Reply } from '../../dialects/index.ts';
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
  /** What the CSMS said of this token; undefined: it could not be asked. */
  answered: (reply: Reply<'authorizes'> | undefined) => void,
): Authorization => {
  let attempt = 0;
  return {
    ask(token, trigger) {
      if (token === '' || !connection().online) {
        answered(undefined);
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
          if (answer.kind === 'reply') answered(answer.reply);
          begin(token, trigger);
        });
    },
    forget() {
      attempt += 1;
    },
  };
};
