declare const brand: unique symbol;

/** A number or string that cannot be confused with another quantity. Made only by the constructor beside its type. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
