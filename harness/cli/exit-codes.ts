/** DESIGN.md §5. Failure always wins over unproven. */
export const EXIT = {
  conformant: 0,
  failed: 1,
  unproven: 2,
  nothingRan: 3,
  usage: 64,
  badInput: 65,
  unreachable: 69,
  broken: 70,
  interrupted: 130,
} as const;
