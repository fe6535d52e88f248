import { formatPlace, HarnessError, SubjectError, SuiteError } from '../errors.ts';
import { EXIT } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** One error, one exit code; place and hint where there are any. */
export const reportError = (error: unknown): number => {
  if (error instanceof SuiteError || error instanceof SubjectError || error instanceof HarnessError) {
    const place = error.place === undefined ? '' : `${formatPlace(error.place)} `;
    process.stderr.write(
      `offpeak: ${place}${error.message}\n${error.hint === undefined ? '' : `  ${error.hint}\n`}`,
    );
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError || (error instanceof Error && error.name === 'CACError')) {
    process.stderr.write(`offpeak: ${message}\nSee "offpeak --help".\n`);
    return EXIT.usage;
  }
  process.stderr.write(`offpeak: ${error instanceof Error ? (error.stack ?? message) : message}\n`);
  return EXIT.broken;
};
