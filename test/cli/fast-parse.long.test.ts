import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { fastParse } from '../../src/cli/fast-parse.js';
import { parse } from '../../src/cli/parse.js';

const OPTIONS = [
  'tz',
  'window',
  'severity',
  'format',
  'output',
  'since',
  'recursive',
  'code',
  'query',
  'help',
  'no-color',
];
const NAMES = [...OPTIONS, 'color', 'top'];

const word = fc.constantFrom(
  'a.log',
  '-',
  'x=y',
  '7',
  '007',
  '1e3',
  'true',
  'false',
  'UTC',
  'b c',
  '',
  '--',
  '@',
  'é',
  '[x]',
  '0x10',
);
const option = fc.oneof(
  fc.constantFrom(...NAMES).map((name) => [`--${name}`]),
  fc.tuple(fc.constantFrom(...NAMES), word).map(([name, value]) => [`--${name}`, value]),
  fc.tuple(fc.constantFrom(...NAMES), word).map(([name, value]) => [`--${name}=${value}`]),
  fc.tuple(fc.constantFrom('-w', '-f', '-o', '-r', '-h', '-q', '-rf', '-w1h'), word).map((both) => [...both]),
);
const calls = fc
  .tuple(
    fc.constantFrom([], ['scan'], ['events'], ['codes']),
    fc.array(
      fc.oneof(
        option,
        word.map((each) => [each]),
      ),
      { maxLength: 5 },
    ),
  )
  .map(([command, rest]) => [...command, ...rest.flat()]);

test('what is read quickly means what yargs reads in it', async () => {
  const commands = await Promise.all(Object.values(COMMANDS).map(async ({ load }) => (await load()).command));
  await fc.assert(
    fc.asyncProperty(calls, async (args) => {
      const quickly = await fastParse(args, {});
      // Another call in the place of one that is left to yargs: so it is always as many that are compared.
      if (quickly === null || 'text' in quickly) return fc.pre(false);
      const full = await parse(args, {});
      if ('text' in full) throw new Error(`yargs answers with a text: ${full.text}`);
      expect(commands.indexOf(quickly.command)).toBe(commands.indexOf(full.command));
      expect(quickly.raw.operands).toEqual(full.raw.operands);
      for (const [name, { isSwitch }] of Object.entries(quickly.command.options)) {
        const read = (raw: typeof quickly.raw) => (isSwitch ? raw.flag(name) : outcome(() => raw.list(name)));
        expect(read(quickly.raw), name).toEqual(read(full.raw));
        if (!isSwitch) expect(outcome(() => quickly.raw.value(name))).toEqual(outcome(() => full.raw.value(name)));
      }
    }),
    { numRuns: 150, maxSkipsPerRun: 100 },
  );
});

test.each([
  [[]],
  [['a.log', 'b.log']],
  [['-']],
  [['scan', '--tz', 'UTC', '-w', '1h', '--format=json', '-r', 'logs']],
  [['events', 'a.log', '-f', 'text']],
  [['codes', '107000']],
])('%j is read quickly', async (args) => {
  expect(await fastParse(args, {})).not.toBeNull();
});

test('quotes around a value are part of it', async () => {
  const parsed = await fastParse(['--since', '"today"', "'a.log'"], {});
  if (parsed === null || 'text' in parsed) throw new Error('expected a quick reading');
  expect(parsed.raw.value('since')?.text).toBe('"today"');
  expect(parsed.raw.operands).toEqual(["'a.log'"]);
});

test.each([
  [['--help']],
  [['a.log', '-h']],
  [['--version']],
  [['completion']],
  [['--tz', 'UTC', 'codes']],
  [['--', '-x']],
  [['--sevrity', 'x']],
  [['--tz']],
  [['--tz', '--top', '3']],
  [['-w1h']],
])('%j is left to yargs', async (args) => {
  expect(await fastParse(args, {})).toBeNull();
});

function outcome<T>(act: () => T): T | string {
  try {
    return act();
  } catch (error) {
    return (error as Error).message;
  }
}
