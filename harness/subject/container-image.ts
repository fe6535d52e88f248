/** An image reference in its parts. */
export interface ImageReference {
  readonly name: string;
  readonly tag?: string;
  /** `sha256:...`: the same bytes for ever. */
  readonly digest?: string;
}

const REFERENCE =
  /^([a-z0-9][a-z0-9.-]*(?::\d+)?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/;

/** Undefined: it is no image reference. */
export const parseImage = (text: string): ImageReference | undefined => {
  const found = text.length > 512 ? null : REFERENCE.exec(text);
  if (found?.[1] === undefined) return undefined;
  return {
    name: found[1],
    ...(found[2] === undefined ? {} : { tag: found[2] }),
    ...(found[3] === undefined ? {} : { digest: found[3] }),
  };
};

/** What the engine knows of an image that is on this machine. */
export interface LocalImage {
  /** `name@sha256:...` for each registry that it was pulled from or pushed to; empty: it was made here. */
  readonly repoDigests: readonly string[];
}

/** What is to be done with an image: use it, pull it, or refuse it with a hint. */
export type ImageDecision =
  | { readonly kind: 'use' }
  | { readonly kind: 'pull' }
  | { readonly kind: 'refuse'; readonly problem: string; readonly hint: string };

/**
 * Images of a registry are pinned by digest: a tag can be another program tomorrow, and a verdict that names a tag
 * says nothing. An image that was made on this machine has no digest and is taken as it is.
 */
export const decideImage = (reference: string, local: LocalImage | undefined): ImageDecision => {
  const { name = reference, digest } = parseImage(reference) ?? {};
  if (digest !== undefined) return { kind: local === undefined ? 'pull' : 'use' };
  if (local === undefined)
    return {
      kind: 'refuse',
      problem: `the image ${reference} is not on this machine and not pinned by digest`,
      hint: `build it here, or write ${name}@sha256:... for one from a registry`,
    };
  const [pinned] = local.repoDigests;
  return pinned === undefined
    ? { kind: 'use' }
    : {
        kind: 'refuse',
        problem: `the image ${reference} comes from a registry and is not pinned by digest`,
        hint: `write ${pinned}`,
      };
};
