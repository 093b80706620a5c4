/** The examples that help, manual page and docs/options.md share are run, each command's in a folder of its own. */
import { spawnSync } from 'node:child_process';
import pLimit from 'p-limit';
import { expect, test } from 'vitest';
import { COMMAND_NAMES, COMMANDS, type CommandName } from '../../src/cli/commands.js';
import { type Run, scratchFolder } from './scratch-folder.js';

/** What the examples of a command need to be there. */
const BEFORE: Partial<Record<CommandName, string>> = {
  scan: 'cp callback.log old.log',
  check: 'cp samples/ci/ptk-logscan.config.yaml .; ptk-logscan -o base.json app.log',
  history: `ptk-logscan report --init; ptk-logscan report || true
    ptk-logscan -w 1m --until 2026-11-04 -o host1.part callback.log`,
  watch: "echo 'inputs: [logs/*.log]' > watch.yaml",
  plan: `rm logs/*; for n in 0 1 2 3 4 5 6 7; do head -n "$n"00 callback.log > logs/$n.log; done
    ptk-logscan plan -o plan.json --tz UTC -w 1h 'logs/*.log'
    ptk-logscan scan --plan plan.json --part 0-6 > 0-6.part`,
  merge: `ptk-logscan -o host1.part callback.log
    ptk-logscan -o host2.part app.log`,
};
/** What a single example needs, behind those before it. */
const BEFORE_ONE: Readonly<Record<string, string>> = {
  '$0 report --test-notify': "printf '\\nnotify: [{ name: pager, command: [cat] }]\\n' >> ptk-logscan.report.yaml",
};
/** A program that one example hands its result to, and that a machine may be without. */
const hasJq = spawnSync('jq', ['--version']).error === undefined;
/** Goes on until it is ended. */
const GOES_ON = /^(?!.*--print-service).*ptk-logscan watch|--every/;

test.skipIf(process.platform === 'win32')(
  'every example of a command does what it is for',
  async () => {
    const limit = pLimit(3);
    const failed = await Promise.all(COMMAND_NAMES.map((name) => limit(failures, name)));
    expect(failed.flat()).toEqual([]);
  },
  180_000,
);

async function failures(name: CommandName): Promise<string[]> {
  const { examples } = (await COMMANDS[name].load()).command;
  const folder = scratchFolder();
  const failed: string[] = [];
  const before = await folder.run(BEFORE[name] ?? '', 0);
  if (before.status !== 0) failed.push(`before the examples of ${name}: ${before.output}`);
  for (const [call] of examples) {
    const script = call.replaceAll('$0', 'ptk-logscan');
    if (!hasJq && script.includes('| jq ')) continue;
    const prepared = await folder.run(BEFORE_ONE[call] ?? '', 0);
    if (prepared.status !== 0) failed.push(`before ${script}: ${prepared.output}`);
    const run = await (GOES_ON.test(script) ? folder.runUntilEnded(script) : folder.run(script, 0));
    if (!isFine(script, run)) failed.push(`${script}: ${run.status}\n${run.output}`);
  }
  folder.remove();
  return failed;
}

/** A gate and a report may find that a rule is broken: it was looked at. */
function isFine(script: string, { status }: Run): boolean {
  if (GOES_ON.test(script)) return status === 143;
  return status === 0 || (status === 1 && /ptk-logscan (?:check|report)/.test(script));
}
