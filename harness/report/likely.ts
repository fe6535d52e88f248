import type { LikelyCause, RunResult } from '../verdict/index.ts';
import { markup, plain } from './escape.ts';
import { markdownText } from './markdown.ts';

/** How well it fits what was seen. That is no probability: several bugs may fit equally well. */
const percent = ({ score }: LikelyCause): string => `fits ${Math.round(score * 100)} %`;

/**
 * What must be said when the first place is shared: the order means nothing then, and no remedy is better founded than
 * another. Where all that are listed fit alike, more may that are not.
 */
const undecided = (likely: readonly LikelyCause[]): readonly string[] => {
  const tied = likely.filter(({ score }) => score === likely[0]?.score).length;
  if (tied < 2) return [];
  const first = tied === likely.length ? 'These and perhaps others' : `The first ${tied}`;
  return [`${first} fit equally well, in no order: what ran cannot tell them apart. More scenarios may.`];
};

/** Only what leads to a page may become a link. */
const isLink = (source: string): boolean => /^https:\/\/[\w.-]+\/[^\s"'<>]*$/.test(source);

/** Lines for a terminal: which known bugs would explain what failed. */
export const likelyLines = (run: RunResult): readonly string[] =>
  run.likely === undefined
    ? []
    : [
        'Known bugs that would explain this, best fit first:',
        ...undecided(run.likely).map((note) => `  ${note}`),
        ...run.likely.flatMap((cause) => [
          `  ${percent(cause).padEnd(10)}  ${plain(cause.bug, 60)}: ${plain(cause.title, 160)}`,
          `              seen here: ${plain(cause.seen.join('; '), 240)}`,
          ...(cause.seenOn === undefined ? [] : [`              seen on: ${plain(cause.seenOn, 240)}`]),
          ...(cause.remedy === undefined ? [] : [`              what helps: ${plain(cause.remedy, 240)}`]),
          ...cause.sources.slice(0, 2).map((source) => `              ${plain(source, 200)}`),
        ]),
      ];

const link = (source: string): string =>
  isLink(source) ? `<a href="${markup(source, 300)}" rel="noreferrer">source</a>` : markup(source, 200);

const item = (cause: LikelyCause): string =>
  [
    `<b>${markup(cause.bug, 60)}</b> (${percent(cause)}): ${markup(cause.title, 200)}.`,
    `Seen here: ${markup(cause.seen.join('; '), 300)}.`,
    ...(cause.seenOn === undefined ? [] : [`Seen before on ${markup(cause.seenOn, 300)}.`]),
    ...(cause.remedy === undefined ? [] : [`<b>What helps:</b> ${markup(cause.remedy, 300)}`]),
    ...cause.sources.slice(0, 3).map(link),
  ].join(' ');

/** A section of the HTML report; empty when there is nothing to explain. */
export const likelySection = (run: RunResult): string =>
  run.likely === undefined
    ? ''
    : `<section><h2>Known bugs that would explain this</h2>${undecided(run.likely)
        .map((note) => `<p>${note}</p>`)
        .join('')}<ol>${run.likely.map((cause) => `<li>${item(cause)}</li>`).join('')}</ol></section>`;

/** The same for a pull request. */
export const likelyMarkdown = (run: RunResult): readonly string[] =>
  run.likely === undefined
    ? []
    : [
        '',
        '### Known bugs that would explain this',
        '',
        ...undecided(run.likely).flatMap((note) => [note, '']),
        ...run.likely.map((cause) => {
          const help = cause.remedy === undefined ? '' : `. What helps: ${markdownText(cause.remedy, 300)}`;
          return `1. **${markdownText(cause.bug, 60)}** (${percent(cause)}): ${markdownText(cause.title, 200)}${help}`;
        }),
      ];
