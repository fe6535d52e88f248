/** The three ways in which a run can stop being a judgement. Everything that a subject does wrong is a finding instead. */

export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface ErrorDetail {
  readonly place?: Place;
  readonly hint?: string;
  readonly cause?: unknown;
}

export const formatPlace = (place: Place): string =>
  [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');

abstract class OffpeakError extends Error {
  abstract readonly exitCode: number;
  readonly place: Place | undefined;
  readonly hint: string | undefined;

  constructor(message: string, detail: ErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = new.target.name;
    this.place = detail.place;
    this.hint = detail.hint;
  }
}

/** A suite, fixture, subject file or other input of the user's is wrong (exit 65). */
export class SuiteError extends OffpeakError {
  readonly exitCode = 65;
}

/** The system under test cannot be reached or started (exit 69). */
export class SubjectError extends OffpeakError {
  readonly exitCode = 69;
}

/** The harness itself is wrong (exit 70). */
export class HarnessError extends OffpeakError {
  readonly exitCode = 70;
}

export const assertNever = (value: never): never => {
  throw new HarnessError(`unexpected value ${JSON.stringify(value)}`);
};
