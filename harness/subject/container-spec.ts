import type { Place } from '../errors.ts';

/** The containers of one subject (`container:` or `containers:` of a subject file), in the order in which they start. */
export type ContainerBlock = readonly ContainerSpec[];

export interface ContainerSpec {
  /** Its host name on the subject's network; in `reach.url` and `http:` actions it stands for its address. */
  readonly name: string;
  readonly place: Place;
  readonly source: ImageSource;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, EnvironmentValue>>;
  readonly files: readonly ContainerFile[];
  /** Ports that the harness must reach. */
  readonly ports: readonly number[];
  readonly ready: Ready;
  readonly limits: Limits;
  readonly readOnly: boolean;
  /** Whether it may reach more than the harness and its fellow containers. */
  readonly egress: boolean;
}

export type ImageSource =
  | { readonly kind: 'image'; readonly reference: string }
  | {
      readonly kind: 'build';
      /** Absolute. */
      readonly context: string;
      readonly dockerfile: string;
      readonly target?: string;
      readonly args: Readonly<Record<string, string>>;
    };

/** A text with blanks, a secret out of the environment, or a password that is made for one night. */
export type EnvironmentValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'secret'; readonly value: string }
  | { readonly kind: 'fresh'; readonly name: string };

export interface ContainerFile {
  readonly target: string;
  /** Absolute path here, or a text with blanks. */
  readonly from: { readonly path: string } | { readonly text: string };
}

/** How it is known that a container is ready; each poll is 20 ms after the one before. */
export type Ready =
  | { readonly kind: 'websocket'; readonly port: number; readonly path: string }
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'healthy' }
  | { readonly kind: 'started' };

export interface Limits {
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly processes: number;
}

export const DEFAULT_LIMITS: Limits = { memoryBytes: 1024 ** 3, cpus: 2, processes: 512 };

/** What may stand in braces in environment values, commands and file texts of a container. */
export type ContainerBlanks = Readonly<
  Record<'harness' | 'harness-host' | 'harness-port' | 'identity' | 'dialect', string>
>;

export const fillContainer = (text: string, blanks: ContainerBlanks): string =>
  text.replace(
    /\{(harness|harness-host|harness-port|identity|dialect)\}/g,
    (_, name: keyof ContainerBlanks) => blanks[name],
  );
