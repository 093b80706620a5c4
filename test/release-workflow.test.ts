/** What a release runs is there, and is what it was when somebody looked at it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const { scripts, engines } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));

interface Workflow {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: Record<string, Job>;
}
interface Job {
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions?: object;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const { on, permissions, jobs }: Workflow = parse(readFileSync(`${ROOT}.github/workflows/release.yml`, 'utf8'));
const steps = Object.values(jobs).flatMap((job) => job.steps);

test('a tag starts it, and only the last job may write', () => {
  expect(on).toEqual({ push: { tags: ['v*'] } });
  expect(permissions).toEqual({ contents: 'read' });
  const writers = Object.keys(jobs).filter((name) => jobs[name]!.permissions !== undefined);
  expect(writers).toEqual(['publish']);
  expect(jobs.publish!.environment).toBe('release');
  expect(Object.keys(jobs).map((name) => jobs[name]!.needs)).toEqual([undefined, 'test', 'make', 'run']);
});

test('every action is a commit', () => {
  const actions = steps.flatMap(({ uses }) => uses ?? []);
  expect(actions.length).toBeGreaterThan(8);
  expect(actions.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

test('every script that is run is one of the package', () => {
  const called = steps.flatMap(({ run }) => [...(run ?? '').matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!));
  expect(called).toContain('dist');
  expect(called.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test('the tests run on each system, from the oldest Node that will do', () => {
  const { os, node } = jobs.test!.strategy!.matrix as { os: string[]; node: number[] };
  expect(os.map((name) => name.split('-')[0])).toEqual(['ubuntu', 'windows', 'macos']);
  expect(node).toEqual([20, 22, 24, 26]);
  expect(engines.node).toMatch(new RegExp(`^>=${node[0]}\\.`));
});
