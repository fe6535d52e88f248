import { SubjectError, SuiteError } from '../errors.ts';
import { printable } from '../printable.ts';
import { decideImage, type LocalImage } from './container-image.ts';
import { oneLine, type Engine } from './container-engine.ts';
import type { ContainerSpec, ImageSource } from './container-spec.ts';

/** The image of every container, by the container's name. */
export type Images = ReadonlyMap<string, string>;

/**
 * Looks images up, pulls those that are pinned, builds those that have a Dockerfile.
 * @throws SuiteError for an image of a registry that is not pinned; SubjectError for one that cannot be had.
 */
export const prepareImages = async (
  engine: Engine,
  specs: readonly ContainerSpec[],
  subjectId: string,
): Promise<Images> => {
  const images = new Map<string, string>();
  for (const spec of specs) {
    images.set(
      spec.name,
      spec.source.kind === 'image'
        ? await takeImage(engine, spec, spec.source.reference)
        : await buildImage(engine, spec, spec.source, `offpeak-subject/${subjectId}-${spec.name}`),
    );
  }
  return images;
};

const lookUp = async ({ client }: Engine, reference: string): Promise<LocalImage | undefined> => {
  try {
    const found = await client.container.dockerode.getImage(reference).inspect();
    return { repoDigests: found.RepoDigests ?? [] };
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw new SubjectError(
      `the container engine does not say whether it has ${reference}: ${oneLine(error)}`,
    );
  }
};

const takeImage = async (engine: Engine, spec: ContainerSpec, reference: string): Promise<string> => {
  const decision = decideImage(reference, await lookUp(engine, reference));
  switch (decision.kind) {
    case 'use':
      return reference;
    case 'refuse':
      throw new SuiteError(`${spec.name}: ${decision.problem}`, { place: spec.place, hint: decision.hint });
    case 'pull': {
      let problem = 'it is not there';
      try {
        await engine.client.image.pull(engine.library.ImageName.fromString(reference));
      } catch (error) {
        problem = oneLine(error);
      }
      if ((await lookUp(engine, reference)) === undefined)
        throw new SubjectError(`${spec.name}: the image ${reference} cannot be pulled: ${problem}`, {
          place: spec.place,
        });
      return reference;
    }
  }
};

// The library's own builder keeps the reason of a failed build to itself.
const buildImage = async (
  { client, labels }: Engine,
  spec: ContainerSpec,
  source: Extract<ImageSource, { kind: 'build' }>,
  name: string,
): Promise<string> => {
  const tag = `${name.toLowerCase().replace(/[^a-z0-9/]+/g, '-')}:${process.pid}`;
  const { dockerode } = client.container;
  let problem: string | undefined;
  let step = '';
  try {
    const stream = await dockerode.buildImage(
      { context: source.context, src: ['.'] },
      {
        t: tag,
        forcerm: true,
        dockerfile: source.dockerfile,
        buildargs: source.args,
        labels: { ...labels },
        ...(source.target === undefined ? {} : { target: source.target }),
      },
    );
    await new Promise<void>((resolve, reject) => {
      dockerode.modem.followProgress(
        stream,
        (error) => (error === null ? resolve() : reject(error)),
        (line: { stream?: string; error?: string }) => {
          if (line.stream?.startsWith('Step ') === true) step = printable(line.stream).trim().slice(0, 120);
          if (line.error !== undefined) problem ??= line.error;
        },
      );
    });
  } catch (error) {
    problem ??= oneLine(error);
  }
  if (problem !== undefined)
    throw new SubjectError(`${spec.name}: ${source.dockerfile} cannot be built: ${oneLine(problem)}`, {
      place: spec.place,
      ...(step === '' ? {} : { hint: `at ${step}` }),
    });
  return tag;
};

/** Images that were built for this run go with it; the layers that the engine can share, stay in its cache. */
export const removeBuilt = async (
  { client }: Engine,
  specs: readonly ContainerSpec[],
  images: Images,
): Promise<void> => {
  for (const { name, source } of specs) {
    const image = images.get(name);
    if (source.kind === 'build' && image !== undefined)
      await client.container.dockerode
        .getImage(image)
        .remove({ force: true })
        .catch(() => undefined);
  }
};
