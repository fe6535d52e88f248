import { createSpeaker, type Dialect, type DialectId, type Intent } from '../dialects/index.ts';
import { seconds, type Clock } from '../time/index.ts';
import { TWIN_LINK, type TraceWriter } from '../trace/index.ts';
import type { Link } from '../wire/index.ts';

export interface TwinParts {
  readonly clock: Clock;
  readonly dialect: DialectId;
  readonly spoken: Dialect;
  readonly identity: string;
  readonly dial: () => Promise<Link>;
  readonly trace: TraceWriter;
}

/** A second connection under the charger's identity, which repeats what the charger has said of its transactions. */
export interface Twin {
  /** Resolves with what became of the attempt. */
  start(): Promise<string>;
  stop(): void;
  /** What the charger itself sends. */
  overhears(text: string): void;
}

const REPEATED = ['starts transaction', 'updates transaction', 'ends transaction', 'sends meter values'];
const MOST = 50;
const REPEAT = seconds(1);
const ANSWER_WITHIN = seconds(30);

/** As a proxy makes it that forwards a charger which is connected directly as well, or a swapped box with the old name. */
export const createTwin = ({ clock, dialect, spoken, identity, dial, trace }: TwinParts): Twin => {
  let heard: Intent[] = [];
  let link: Link | undefined;
  let said = 0;

  const intentOf = (text: string): Intent | undefined => {
    if (!text.startsWith('[2,')) return undefined;
    const frame = JSON.parse(text) as readonly [2, string, string, Record<string, unknown>];
    return spoken.decodeRequest({ action: frame[2], payload: frame[3] });
  };

  return {
    overhears(text) {
      const intent = intentOf(text);
      if (intent === undefined || !REPEATED.includes(intent.kind)) return;
      if (intent.kind === 'starts transaction') heard = [];
      heard = [...heard.slice(0, 1), ...heard.slice(1).slice(-MOST), intent];
    },
    async start() {
      try {
        link = await dial();
      } catch {
        trace.add({ kind: 'link', link: TWIN_LINK, state: 'refused', identity });
        return 'the second connection was turned away';
      }
      trace.add({ kind: 'link', link: TWIN_LINK, state: 'opened', identity, subprotocol: link.subprotocol });
      const speaker = createSpeaker({
        link,
        dialect,
        spoken,
        side: 'charger',
        clock,
        timeout: ANSWER_WITHIN,
        nextId: () => `twin-${++said}`,
        serving: {},
        tap: (direction, text) =>
          trace.add({
            kind: 'frame',
            link: TWIN_LINK,
            from: direction === 'sent' ? 'charger' : 'csms',
            text,
          }),
        onClose: (code, reason) =>
          trace.add({ kind: 'link', link: TWIN_LINK, state: 'closed', code, reason }),
      });
      void (async () => {
        await speaker.ask({
          kind: 'boots',
          vendor: 'offpeak',
          model: 'reference',
          firmware: '1',
          reason: 'PowerUp',
        });
        for (const intent of heard.slice(0, MOST)) {
          if (!speaker.open) return;
          await speaker.ask(intent as Extract<Intent, { kind: 'starts transaction' }>);
          await new Promise<void>((resolve) => void clock.after(REPEAT, resolve));
        }
      })();
      return 'a second connection came about';
    },
    stop: () => link?.close(1000, 'the second connection leaves'),
  };
};
