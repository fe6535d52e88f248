import type { Millis } from '../time/index.ts';
import type { ErrorCode } from '../wire/index.ts';
import type { DialectId, IntentOf, Reply, RequestKind } from './intents.ts';

export type Answer<K extends RequestKind> =
  | { readonly kind: 'reply'; readonly reply: Reply<K> }
  | { readonly kind: 'error'; readonly code: string; readonly description: string }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'closed' };

export interface Refusal {
  readonly refuse: ErrorCode | 'silence';
  readonly description?: string;
}

/** One handler per intent that this end understands; the others are answered NotImplemented or NotSupported. */
export type Serving = {
  readonly [K in RequestKind]?: (intent: IntentOf<K>) => Reply<K> | Refusal | Promise<Reply<K> | Refusal>;
};

/** One end of a conversation in intents, over one link. */
export interface Speaker {
  readonly dialect: DialectId;
  ask<K extends RequestKind>(intent: IntentOf<K>, patience?: Millis): Promise<Answer<K>>;
  close(code?: number, reason?: string): void;
  readonly open: boolean;
}
