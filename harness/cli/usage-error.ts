/** A misuse of the command line (exit 64). */
export class UsageError extends Error {}
