import type { LikelyCause, RunResult } from '../verdict/index.ts';
import { markup, plain } from './escape.ts';
import { markdownText } from './markdown.ts';

const percent = ({ score }: LikelyCause): string => `${Math.round(score * 100)} %`;
/** Only what leads to a page may become a link. */
const isLink = (source: string): boolean => /^https:\/\/[\w.-]+\/[^\s"'<>]*$/.test(source);

/** Lines for a terminal: which known bugs would explain what failed. */
export const likelyLines = (run: RunResult): readonly string[] =>
  run.likely === undefined
    ? []
    : [
        'Known bugs that would explain this, likeliest first:',
        ...run.likely.flatMap((cause) => [
          `  ${percent(cause).padStart(5)}  ${plain(cause.bug, 60)}: ${plain(cause.title, 160)}`,
          `         seen here: ${plain(cause.seen.join('; '), 240)}`,
          ...(cause.seenOn === undefined ? [] : [`         seen on: ${plain(cause.seenOn, 240)}`]),
          ...(cause.remedy === undefined ? [] : [`         what helps: ${plain(cause.remedy, 240)}`]),
          ...cause.sources.slice(0, 2).map((source) => `         ${plain(source, 200)}`),
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
    : `<section><h2>Known bugs that would explain this</h2><ol>${run.likely.map((cause) => `<li>${item(cause)}</li>`).join('')}</ol></section>`;

/** The same for a pull request. */
export const likelyMarkdown = (run: RunResult): readonly string[] =>
  run.likely === undefined
    ? []
    : [
        '',
        '### Known bugs that would explain this',
        '',
        ...run.likely.map((cause) => {
          const help = cause.remedy === undefined ? '' : `. What helps: ${markdownText(cause.remedy, 300)}`;
          return `1. **${markdownText(cause.bug, 60)}** (${percent(cause)}): ${markdownText(cause.title, 200)}${help}`;
        }),
      ];
