import { printable } from '../../printable.ts';
import type { RoleEvents } from '../../roles/index.ts';
import { hostNow, isoInstant } from '../../time/index.ts';

/** One line with its time; what a peer sent cannot steer the terminal. */
export const say = (text: string): void => {
  process.stdout.write(`${isoInstant(hostNow())}  ${printable(text).slice(0, 400)}\n`);
};

/** What a role does, as lines; `who` stands before each where there are several. */
export const lines = (who: string): Partial<RoleEvents> => ({
  frame: (_, direction, text) => say(`${who}${direction === 'sent' ? '->' : '<-'} ${text}`),
  link: (link, state, detail) =>
    say(`${who}link ${link} ${state} ${detail.identity ?? ''} ${detail.code ?? ''}`),
  meter: (evse, power, register) =>
    say(`${who}meter EVSE ${evse}: ${Math.round(power)} W, ${Math.round(register)} Wh`),
  display: (text) => say(`${who}display: ${text}`),
  note: (text) => say(`${who}${text}`),
});
