import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'offpeak-ci-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Step {
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly [Step] };
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
const [step] = action.runs.steps;
const OFFPEAK = `${process.execPath} ${join(ROOT, 'harness/cli/offpeak.js')}`;

/** Runs the action's script as a runner does: inputs and their defaults in the environment, files for what it tells. */
const act = (name: string, inputs: Readonly<Record<string, string>>) => {
  const [summary, output] = [join(folder, `${name}-summary.md`), join(folder, `${name}-output`)];
  writeFileSync(summary, '');
  writeFileSync(output, '');
  const env = Object.fromEntries(
    Object.entries(step.env).map(([variable, expression]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1] ?? '';
      return [variable, inputs[input] ?? action.inputs[input]?.default ?? ''];
    }),
  );
  const { status, stdout } = spawnSync('bash', ['-c', step.run], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...env,
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
    },
  });
  return { status, stdout, summary: readFileSync(summary, 'utf8'), output: readFileSync(output, 'utf8') };
};

const usual = { command: OFFPEAK, subject: 'charger', only: 'OVN-001', dialect: 'ocpp1.6' };

describe('the GitHub Action', () => {
  it('passes, with a summary and the place of the reports', () => {
    const done = act('good', { ...usual, out: 'base' });
    expect(done.status).toBe(0);
    expect(done.summary).toContain('offpeak: passed');
    expect(done.output).toBe('report=base\nexit-code=0\n');
  });
  it('is not fooled by an input that looks like a script', () => {
    const done = act('hostile', { ...usual, only: '$(touch pwned); OVN-001 `touch pwned`', out: 'hostile' });
    expect(done.status).toBe(64);
    expect(execFileSync('ls', { cwd: folder, encoding: 'utf8' })).not.toContain('pwned');
  });
  it('against a baseline, fails on what got worse', () => {
    act('before', { ...usual, out: 'before' });
    const same = act('same', { ...usual, out: 'same', baseline: 'before/report.json' });
    expect(same.status).toBe(0);
    expect(same.summary).toContain('no regression');
    const more = { ...usual, only: 'OVN-002', out: 'other', baseline: 'before/report.json' };
    expect(act('worse', more).status).toBe(1);
  });
});

/** A script of an example, with its program and subject replaced by what there is here. */
const here = (script: string): string =>
  script
    .replace(/npx --yes offpeak|\boffpeak(?= (run|merge))/, OFFPEAK)
    .replace(/my-charger\.yaml|\/subjects\/csms\.yaml/, 'charger');

describe('the examples of shards', () => {
  it('GitLab: four parts, then one report', () => {
    const file = parse(readFileSync(join(ROOT, 'fixtures/ci/gitlab-ci.yml'), 'utf8')) as Readonly<
      Record<'judge' | 'report', { readonly parallel: number; readonly script: readonly [string] }>
    >;
    const { judge, report } = file;
    for (let index = 1; index <= judge.parallel; index++) {
      const env = { ...process.env, CI_NODE_INDEX: String(index), CI_NODE_TOTAL: String(judge.parallel) };
      const script = `${here(judge.script[0])} --only OVN-001,OVN-002`;
      expect(spawnSync('bash', ['-c', script], { cwd: folder, env }).status).toBe(0);
    }
    const merged = spawnSync('bash', ['-c', here(report.script[0])], { cwd: folder, encoding: 'utf8' });
    expect(merged.stdout).toContain('6 passed');
    expect(merged.status).toBe(0);
  });
  it('Kubernetes: the index of the job is a shard', () => {
    const job = parse(readFileSync(join(ROOT, 'fixtures/ci/kubernetes-job.yaml'), 'utf8')) as {
      readonly spec: {
        readonly completions: number;
        readonly template: {
          readonly spec: { readonly containers: readonly [{ readonly args: readonly [string] }] };
        };
      };
    };
    const { completions, template } = job.spec;
    const script = here(template.spec.containers[0].args[0]).replace('/results/', 'results/');
    expect(script).toContain(`/${completions} `);
    const env = { ...process.env, JOB_COMPLETION_INDEX: '7' };
    const done = spawnSync('bash', ['-c', script.replace(' || true', ' --only OVN')], {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    expect(done.stdout).toContain('PASSED');
  });
});
