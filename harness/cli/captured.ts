import { vi } from 'vitest';
import { main } from './main.ts';

export interface Captured {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in this process and keeps what it prints; for tests. */
export const captured = async (...argv: readonly string[]): Promise<Captured> => {
  let out = '';
  let err = '';
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => ((out += String(chunk)), true)),
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => ((err += String(chunk)), true)),
    // The command-line parser prints its help by the console, which the test runner has taken over.
    vi.spyOn(console, 'info').mockImplementation((text: unknown) => void (out += `${String(text)}\n`)),
  ];
  try {
    const code = await main(argv);
    return { code, out, err };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
};
