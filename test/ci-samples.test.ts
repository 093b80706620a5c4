/** What users paste into their CI: each file is what its system reads, and its command is run. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROGRAM } from './cli/program.js';

const SAMPLES = fileURLToPath(new URL('../samples/', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
/** The version that these samples are of: what is run in somebody's CI does not change by itself. */
const NPX = `npx --yes ptk-logscan@${version} `;
const GOOD = Array.from(
  { length: 120 },
  (_, i) => `2026-11-01 09:${String(i % 60).padStart(2, '0')}:00 code=107000\n`,
).join('');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ci-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const sample = (name: string) => readFileSync(join(SAMPLES, 'ci', name), 'utf8');

interface Workflow {
  on: unknown;
  jobs: Record<
    string,
    { 'runs-on': string; permissions: object; steps: { uses?: string; run?: string; with?: { sarif_file?: string } }[] }
  >;
}
interface Job {
  script: string[];
  artifacts: { when: string; reports: Record<string, string> };
}

/** The command of each file, and the files that its system takes up afterwards. */
const SYSTEMS: readonly (readonly [name: string, read: () => { command: string; takesUp: string[] }])[] = [
  [
    'github.yml',
    () => {
      const { on, jobs } = parse(sample('github.yml')) as Workflow;
      expect(on).toEqual(['push', 'pull_request']);
      const [job] = Object.values(jobs);
      expect(job!['runs-on']).toBe('ubuntu-latest');
      // The upload asks for it.
      expect(job!.permissions).toMatchObject({ 'security-events': 'write' });
      for (const step of job!.steps) expect(Number('uses' in step) + Number('run' in step)).toBe(1);
      // By commit, because tags can be moved, with the version for people and bots.
      const used = sample('github.yml').match(/uses: .*/g)!;
      expect(used.length).toBe(job!.steps.filter(({ uses }) => uses !== undefined).length);
      for (const uses of used) expect(uses).toMatch(/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      const command = job!.steps.find(({ run }) => run?.includes('ptk-logscan'))!.run!;
      return { command, takesUp: job!.steps.flatMap((step) => step.with?.sarif_file ?? []) };
    },
  ],
  [
    'gitlab-ci.yml',
    () => {
      const { callback } = parse(sample('gitlab-ci.yml')) as { callback: Job };
      expect(callback.artifacts.when).toBe('always');
      const command = callback.script.find((line) => line.includes('ptk-logscan'))!;
      return { command, takesUp: Object.values(callback.artifacts.reports) };
    },
  ],
  [
    'Jenkinsfile',
    () => {
      const text = sample('Jenkinsfile');
      expect(text.split('{').length).toBe(text.split('}').length);
      const command = /sh '(npx [^']*)'/.exec(text)![1]!;
      return { command, takesUp: [...text.matchAll(/junit '([^']*)'/g)].map(([, file]) => file!) };
    },
  ],
  ['check.sh', () => ({ command: sample('check.sh').trim(), takesUp: [] })],
];

describe.each(SYSTEMS)('%s', (_name, read) => {
  test.each([
    ['a good log passes', (log: string) => writeFileSync(log, GOOD), 0],
    ['a bad one fails', (log: string) => copyFileSync(join(SAMPLES, 'callback.log'), log), 1],
    ['an empty one fails', (log: string) => writeFileSync(log, ''), 1],
  ] as const)('%s', (_what, write, status) => {
    const { command, takesUp } = read();
    write(join(folder, 'callback.log'));
    for (const file of takesUp) rmSync(join(folder, file), { force: true });
    expect(command.startsWith(NPX)).toBe(true);
    const { status: ended, stdout } = run(command);
    expect(ended).toBe(status);
    expect(stdout).toContain(status === 0 ? 'Check PASSED' : 'Check FAILED');
    expect(takesUp.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
  });
});

test('ptk-logscan.config.yaml: its rules are checked', () => {
  copyFileSync(join(SAMPLES, 'ci', 'ptk-logscan.config.yaml'), join(folder, 'ptk-logscan.config.yaml'));
  copyFileSync(join(SAMPLES, 'callback.log'), join(folder, 'callback.log'));
  const { status, stdout, stderr } = run(`${NPX}check callback.log`);
  expect(stderr).toBe('');
  expect(status).toBe(1);
  for (const rule of parse(sample('ptk-logscan.config.yaml')).check.rules) expect(stdout).toContain(rule.name);
  rmSync(join(folder, 'ptk-logscan.config.yaml'));
});

function run(command: string) {
  const own = command.replace(NPX, `"${process.execPath}" "${PROGRAM}" `);
  return spawnSync(own, { shell: true, cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, TZ: 'UTC' } });
}
