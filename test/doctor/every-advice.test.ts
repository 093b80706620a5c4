/** Over logs of many kinds: each option that is advised changes what is read, and takes no event its time. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/doctor/diagnosis.js';
import { fileName } from '../../src/text/file-name.js';
import { runHere } from '../rules/events-of.js';
import { kindsOfLogs } from './kinds-of-logs.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));
const kinds = Object.entries(kindsOfLogs(Date.now()));

/** Words as a shell reads them, of those quotes that are written here. */
function words(command: string): string[] {
  return [...command.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|\\(.)/g, (_, quoted?: string, escaped?: string) => quoted ?? escaped!),
  );
}

/** The options of a command with their values. */
function optionsOf(command: string, path: string): string[][] {
  const all = words(command)
    .slice(1)
    .filter((word) => word !== path);
  const options: string[][] = [];
  for (const word of all) {
    if (word.startsWith('--')) options.push([word]);
    else options.at(-1)!.push(word);
  }
  return options;
}

/** Options with a value, or a switch, that sentences name: not those that they only tell of. */
const SAID =
  /--(?:labelled\b(?! takes)|tz (?:[A-Z][a-z]+\/\w+|UTC|[+-]\d\d:\d\d)|(?:year \d{4}|date-order [md]\w+|(?:code|ignore)-key (?!changes|would|takes)[\w.-]+|json-time \S+))|--pattern (?:'[^']*'|\S+)(?: --time-format (?:'[^']*'|\S+))?/g;

function saidIn(findings: readonly string[]): string[][] {
  return findings.flatMap((finding) => [...finding.matchAll(SAID)].map(([said]) => words(said.replace(/:$/, ''))));
}

interface Event {
  readonly time: string | null;
  readonly code: number;
  readonly line: number;
}

async function eventsOf(args: readonly string[]): Promise<readonly Event[]> {
  const { status, stdout, stderr } = await runHere(['events', ...args]);
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { time, code, line: number } = JSON.parse(line);
      return { time, code, line: number };
    });
}

/** As it would be without a piece of advice: a form of the user's own is one, and what it took the place of is back. */
function without(options: readonly string[][], left: readonly string[], given: readonly string[]): string[] {
  const isLeft = ([name]: readonly string[]) =>
    name === left[0] || (left[0] === '--pattern' && name === '--time-format');
  const at = given.indexOf(left[0]!);
  return [...options.filter((option) => !isLeft(option)).flat(), ...(at < 0 ? [] : given.slice(at, at + 2))];
}

it('there are many kinds', () => expect(kinds.length).toBeGreaterThan(40));

describe.each(kinds)('%s', (name, { text, given = [], written, advised }) => {
  const path = fileName(join(folder, `${name.replace(/\W+/g, '-')}.log`));

  it('each option changes something, and no event loses its time', async () => {
    writeFileSync(path, text);
    if (written != null) utimesSync(path, new Date(written), new Date(written));
    const { stdout } = await runHere(['doctor', '-f', 'json', ...given, path]);
    const { sources } = JSON.parse(stdout) as Diagnosis;
    const { command, findings } = sources[0]!;
    const options = optionsOf(command, path);
    const isGiven = (option: readonly string[]) => ` ${given.join(' ')} `.includes(` ${option.join(' ')} `);
    const added = options.filter((option) => !isGiven(option));
    if (advised === null) expect(added, findings.join('\n')).toEqual([]);
    else if (advised !== undefined)
      expect(added.map((option) => option.join(' ')).join(' '), findings.join('\n')).toContain(advised);
    const said = saidIn(findings);
    if (added.length + said.length === 0) return;
    const asGiven = await eventsOf([...given, path]);
    for (const each of said) {
      const isReplaced = given.includes(each[0]!) && !/-key$/.test(each[0]!);
      const with_ = await eventsOf([...(isReplaced ? [] : given), ...each, path]);
      expect(with_, findings.join('\n')).not.toEqual(asGiven);
    }
    const after = await eventsOf([...options.flat(), path]);
    for (const option of added.filter(([each]) => each !== '--time-format')) {
      const others = without(options, option, given);
      const before = others.length === given.length ? asGiven : await eventsOf([...others, path]);
      expect(after, option.join(' ')).not.toEqual(before);
    }
    const untimed = new Set(after.filter(({ time }) => time === null).map(({ line }) => line));
    expect(asGiven.filter(({ time, line }) => time !== null && untimed.has(line))).toEqual([]);
  });
});
