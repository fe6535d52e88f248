import type { Answer, CsmsRequestKind, IntentOf, Speaker } from '../../dialects/index.ts';
import { seconds, type Alarm } from '../../time/index.ts';
import { openLine } from '../line.ts';
import type { Books, CsmsParts, CsmsRole } from '../role.ts';
import { billOf } from './accounts.ts';
import { csmsBug } from './bugs/index.ts';
import { admission } from './admission.ts';
import type { CsmsHooks } from './hooks.ts';
import { serveStation, type Ledger, type Observer } from './session.ts';
import { serveStranger } from './stranger.ts';
import { createSupplier } from './supplier.ts';

const nothing = (): undefined => undefined;
const SILENT: Observer = {
  connected: nothing,
  booted: nothing,
  plugged: nothing,
  started: nothing,
  sampled: nothing,
  ended: nothing,
};

/** A supplier's central system for one station, good unless `parts.bugs` says otherwise. */
export const createCsms = (parts: CsmsParts): CsmsRole => {
  const { settings, clock, events } = parts;
  const hooks: CsmsHooks = Object.assign({}, ...parts.bugs.map((id) => csmsBug(id).hooks));
  const ledger: Ledger = {
    transactions: new Map(),
    sessions: [],
    nextId: 0,
    heard: 0,
    registration: undefined,
  };
  const known = settings.known === undefined ? undefined : new Set(settings.known);
  let speaker: Speaker | undefined;
  let idle: Alarm | undefined;
  let links = 0;

  const ask = async <K extends CsmsRequestKind>(intent: IntentOf<K>): Promise<Answer<K>> =>
    speaker?.open === true ? speaker.ask<K>(intent) : { kind: 'closed' };
  /** A liar's: older connections that it keeps and speaks to as well. */
  const kept: Speaker[] = [];

  const supplier = createSupplier({
    csms: parts,
    ledger,
    hooks,
    ask: (intent) => {
      for (const each of kept) if (each.open) void each.ask(intent);
      return ask(intent);
    },
  });
  const observer = settings.autonomous ? supplier : SILENT;

  const books = (): Books => {
    const sessions = ledger.sessions.map((session) => {
      const bill = billOf(session, supplier.told);
      const { meterStart = 0, meterStop } = session;
      const { standard } = settings.tariff;
      return hooks.bill?.(bill, { meterStart, meterStop, standard }) ?? bill;
    });
    const right: Books = { online: speaker?.open === true, plan: supplier.plan, sessions };
    return hooks.books?.(right) ?? right;
  };

  const watchIdle = (mine: Speaker): void => {
    const after = hooks.cutsAfter;
    if (after === undefined) return;
    idle?.cancel();
    idle = clock.after(seconds(after), () => {
      if (speaker !== mine) return;
      if (clock.now() - ledger.heard >= after * 1000) mine.close(1001, 'idle');
      else watchIdle(mine);
    });
  };

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
        serving: serveStranger(serveStation(parts, ledger, hooks, observer), {
          registration: () => ledger.registration,
          strict: settings.autonomous && hooks.anybody !== true,
        }),
        closed: () => {
          if (speaker === mine) speaker = undefined;
        },
      });
      speaker = mine;
      // A station that dials again has lost the old connection, whether we saw it or not.
      if (hooks.speaksToAll !== true) before?.close(1000, 'replaced');
      else if (before !== undefined) kept.push(before);
      if (number === 0 || hooks.ignoresReconnect !== true) observer.connected();
      watchIdle(mine);
    },
    ask,
    learnTariff(tariff) {
      if (settings.autonomous) supplier.learnTariff(tariff);
    },
    transactions: ledger.transactions,
    get books() {
      return books();
    },
    get connected() {
      return speaker?.open === true;
    },
    stop() {
      idle?.cancel();
      supplier.stop();
      speaker?.close(1001, 'stopped');
    },
  };
};
