/**
 * Programs that tests need and that a machine may be without. There their tests are left out, with one line that says
 * so; `PTK_LOGSCAN_TEST_REQUIRE`, a list like `chromium,tmux` that the project's own checks set, makes that a failure.
 */
import { spawnSync } from 'node:child_process';

const PROGRAMS = ['chromium', 'tmux', 'bzip2', 'xz', 'zip', 'zstd', 'soffice'] as const;
export type TestProgram = (typeof PROGRAMS)[number];

const required = (process.env.PTK_LOGSCAN_TEST_REQUIRE ?? '').split(',').filter((name) => name !== '');
for (const name of required) {
  if (!PROGRAMS.some((known) => known === name)) {
    throw new Error(`PTK_LOGSCAN_TEST_REQUIRE: expected some of ${PROGRAMS.join(', ')}; got ${name}`);
  }
}

/**
 * Whether to leave out the tests of a program. Where it is required there are none to leave out: they fail then.
 * @param isThere whether it is installed; by default, whether it starts
 */
export function isLeftOut(name: TestProgram, isThere: boolean = starts(name)): boolean {
  if (isThere || required.includes(name)) return false;
  console.warn(`There is no ${name}: its tests are left out.`);
  return true;
}

function starts(name: TestProgram): boolean {
  return spawnSync(name, ['-h'], { input: '' }).error === undefined;
}
