/**
 * Runs the suite with other versions of Node, which it fetches: `npm run test:nodes`, or `npm run test:nodes -- 22 24 26`. By
 * default two of them, each day others, because one takes minutes. What was built stays, whichever Node has built it.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchedNode } from './cache.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAJORS = ['22', '24', '26'];
const DAY_MS = 86_400_000;

const asked = process.argv.slice(2).filter((word) => /^\d+$/.test(word));
const rest = process.argv.slice(2).filter((word) => !/^\d+$/.test(word));

let isRed = false;
for (const major of asked.length > 0 ? asked : ofToday()) {
  const node = fetchedNode(major);
  if (node !== null && !passes(node)) isRed = true;
}
process.exitCode = isRed ? 1 : 0;

/** All but one, and not the version that runs this. */
function ofToday() {
  const others = MAJORS.filter((major) => major !== process.versions.node.split('.')[0]);
  const left = Math.floor(Date.now() / DAY_MS) % others.length;
  return others.length < 3 ? others : others.filter((_, i) => i !== left);
}

function passes(fetched) {
  // Where other users can run it too, as tests of permissions have to.
  const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-nodes-'));
  chmodSync(folder, 0o755);
  const node = join(folder, basename(fetched));
  copyFileSync(fetched, node);
  chmodSync(node, 0o755);
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const version = stdout.trim();
  console.log(`\nThe suite with Node ${version}`);
  const results = join(folder, 'results.json');
  const began = Date.now();
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(node, [vitest, 'run', '--project', 'node', ...rest], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    // What the tests start is the same Node.
    env: {
      ...process.env,
      PATH: `${folder}${delimiter}${process.env.PATH}`,
      PTK_LOGSCAN_TEST_RESULTS: results,
    },
  });
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  console.log(`Node ${version}: ${existsSync(results) ? counts(results) : 'no results'} in ${seconds} s`);
  rmSync(folder, { recursive: true });
  return status === 0;
}

function counts(file) {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8'));
  return `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`;
}
