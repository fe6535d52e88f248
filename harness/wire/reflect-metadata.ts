/**
 * The part of the Reflect metadata proposal that @peculiar/x509 asks its host for (it brings none along). Only what its
 * container calls, and only where nobody else has put the whole thing.
 */
type Store = WeakMap<object, Map<unknown, unknown>>;

interface Metadata {
  defineMetadata(key: unknown, value: unknown, target: object): void;
  getOwnMetadata(key: unknown, target: object): unknown;
  getMetadata(key: unknown, target: object): unknown;
  hasOwnMetadata(key: unknown, target: object): boolean;
  metadata(key: unknown, value: unknown): (target: object) => void;
}

export const provideReflectMetadata = (): void => {
  const reflect = Reflect as typeof Reflect & Partial<Metadata>;
  if (reflect.getMetadata !== undefined) return;
  const store: Store = new WeakMap();
  const own = (key: unknown, target: object): unknown => store.get(target)?.get(key);
  const define = (key: unknown, value: unknown, target: object): void => {
    const found = store.get(target) ?? new Map<unknown, unknown>();
    store.set(target, found);
    found.set(key, value);
  };
  const inherited = (key: unknown, target: object): unknown => {
    for (let at: object | null = target; at !== null; at = Reflect.getPrototypeOf(at)) {
      const value = own(key, at);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  Object.assign(reflect, {
    defineMetadata: define,
    getOwnMetadata: own,
    getMetadata: inherited,
    hasOwnMetadata: (key, target) => own(key, target) !== undefined,
    metadata: (key, value) => (target) => define(key, value, target),
  } satisfies Metadata);
};
