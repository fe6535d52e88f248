import { spawn } from 'node:child_process';
import type { Done } from './subject.ts';

/** One declared way to do something physical to a subject, or to tell a CSMS something. */
export type Action =
  | {
      readonly kind: 'http';
      readonly method: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly kind: 'command'; readonly command: readonly [string, ...string[]] }
  | { readonly kind: 'stdin'; readonly line: string }
  | { readonly kind: 'ask'; readonly text: string };

/**
 * The closed list of what may stand in braces in an action, a command or a URL. `{port}`: where we listen, or a free
 * port that a child process is to listen on; `{node}`: the Node that runs this.
 */
const BLANKS = [
  'identity',
  'dialect',
  'token',
  'payload',
  'action',
  'watts',
  'port',
  'node',
  'tariff',
] as const;
export type Blanks = Readonly<Partial<Record<(typeof BLANKS)[number], string>>>;

const BLANK = new RegExp(String.raw`\{(${BLANKS.join('|')})\}`, 'g');

export const fill = (text: string, blanks: Blanks): string =>
  text.replace(BLANK, (whole, name: string) => blanks[name as keyof Blanks] ?? whole);

export interface ActionMeans {
  readonly blanks: Blanks;
  /** Host milliseconds. */
  readonly patience: number;
  /** Writes a line to the subject's standard input; undefined when it is not our child process. */
  readonly stdin: ((line: string) => void) | undefined;
  /** Asks the person at the bench; resolves when they say it is done. */
  readonly ask: ((text: string, patience: number) => Promise<boolean>) | undefined;
}

const http = async (action: Extract<Action, { kind: 'http' }>, means: ActionMeans): Promise<Done> => {
  try {
    const response = await fetch(fill(action.url, means.blanks), {
      method: action.method,
      headers: action.headers,
      ...(action.body === undefined ? {} : { body: fill(action.body, means.blanks) }),
      signal: AbortSignal.timeout(means.patience),
      redirect: 'error',
    });
    await response.body?.cancel();
    return response.ok ? { ok: true } : { ok: false, detail: `HTTP ${response.status}` };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'no answer' };
  }
};

// Never through a shell: the parts are passed as they are.
const command = (action: Extract<Action, { kind: 'command' }>, means: ActionMeans): Promise<Done> =>
  new Promise((resolve) => {
    const [program, ...rest] = action.command;
    const child = spawn(
      program,
      rest.map((part) => fill(part, means.blanks)),
      { stdio: 'ignore', timeout: means.patience },
    );
    child.once('error', (error) => resolve({ ok: false, detail: error.message }));
    child.once('exit', (code) =>
      resolve(code === 0 ? { ok: true } : { ok: false, detail: `exit code ${String(code)}` }),
    );
  });

/** Does one action, within the subject's patience. What cannot be done is an answer, not an error. */
export const perform = (action: Action, means: ActionMeans): Promise<Done> => {
  switch (action.kind) {
    case 'http':
      return http(action, means);
    case 'command':
      return command(action, means);
    case 'stdin':
      means.stdin?.(fill(action.line, means.blanks));
      return Promise.resolve(
        means.stdin === undefined ? { ok: false, detail: 'not a child process' } : { ok: true },
      );
    case 'ask':
      return means.ask === undefined
        ? Promise.resolve({ ok: false, detail: 'nobody is here to be asked' })
        : means
            .ask(action.text, means.patience)
            .then((ok) => (ok ? { ok } : { ok, detail: 'not confirmed in time' }));
  }
};
