import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const SUBJECT = `id: x
name: X
side: csms
dialects: [ocpp1.6]
reach: { url: 'ws://container:9000', identity: T1 }
container: { image: local/csms, ports: [9000] }
declares: { SC.TxProfile: yes, SC.Watts: yes, MV.Sampled: yes }
`;

it('without a container engine, container subjects are not run, and that is not green', () => {
  const folder = mkdtempSync(join(tmpdir(), 'offpeak-'));
  try {
    writeFileSync(join(folder, 'x.yaml'), SUBJECT);
    const { status, stdout } = spawnSync(
      process.execPath,
      ['harness/cli/offpeak.js', 'run', '--only', 'OVN-001', '--subject', join(folder, 'x.yaml'), '--json'],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, DOCKER_HOST: 'unix:///nowhere/docker.sock' } },
    );
    const report = JSON.parse(stdout) as { verdict: string; results: { verdict: string; reason: string }[] };
    expect(report.results).toMatchObject([
      { verdict: 'not run', reason: 'no container engine answers at unix:///nowhere/docker.sock (ENOENT)' },
    ]);
    expect([report.verdict, status]).toEqual(['not run', 3]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
