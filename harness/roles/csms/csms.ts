import type { Answer, CsmsRequestKind, IntentOf, Speaker } from '../../dialects/index.ts';
import { openLine } from '../line.ts';
import type { CsmsParts, CsmsRole } from '../role.ts';
import { csmsBug } from './bugs/index.ts';
import { admission } from './admission.ts';
import type { CsmsHooks } from './hooks.ts';
import { serveStation, type Books, type Observer } from './session.ts';
import { createCsmsPricing } from './pricing/pricing.ts';
import { serveStranger } from './stranger.ts';
import { createSupplier } from './supplier.ts';

const SILENT: Observer = { booted: () => undefined, started: () => undefined, ended: () => undefined };

/** A supplier's central system for one station, good unless `parts.bugs` says otherwise. */
export const createCsms = (parts: CsmsParts): CsmsRole => {
  const { settings, clock, events } = parts;
  const hooks: CsmsHooks = Object.assign({}, ...parts.bugs.map((id) => csmsBug(id).hooks));
  const books: Books = { transactions: new Map(), samples: [], nextId: 0, registration: undefined };
  const known = settings.known === undefined ? undefined : new Set(settings.known);
  let speaker: Speaker | undefined;
  let links = 0;

  const ask = async <K extends CsmsRequestKind>(intent: IntentOf<K>): Promise<Answer<K>> =>
    speaker?.open === true ? speaker.ask<K>(intent) : { kind: 'closed' };

  const supplier = createSupplier({ csms: parts, books, hooks, ask });
  const pricing = createCsmsPricing({ csms: parts, hooks: hooks.pricing ?? {}, ask });

  return {
    door(caller) {
      const right = admission(settings, known, caller);
      return hooks.door?.(right, caller) ?? right;
    },
    activate(identity) {
      if (hooks.activates !== false) known?.add(identity);
    },
    accept(link) {
      const before = speaker;
      const number = links;
      links += 1;
      const mine = openLine({
        link,
        number,
        dialect: settings.dialect,
        spoken: parts.spoken,
        side: 'csms',
        clock,
        events,
        identity: link.identity,
        hooks,
        serving: serveStranger(
          pricing.over(serveStation(parts, books, settings.autonomous ? supplier : SILENT, hooks)),
          {
            registration: () => books.registration,
            strict: settings.autonomous && hooks.anybody !== true,
          },
        ),
        closed: () => {
          if (speaker === mine) speaker = undefined;
        },
      });
      speaker = mine;
      // A station that dials again has lost the old connection, whether we saw it or not.
      before?.close(1000, 'replaced');
    },
    ask,
    learnTariff(tariff) {
      if (settings.autonomous) supplier.learnTariff(tariff);
      pricing.learnTariff(tariff);
    },
    transactions: books.transactions,
    get connected() {
      return speaker?.open === true;
    },
    stop() {
      supplier.stop();
      pricing.stop();
      speaker?.close(1001, 'stopped');
    },
  };
};
