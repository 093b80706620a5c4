/** Service messages, read as TeamCity reads them. */
import { describe, expect, test } from 'vitest';
import { renderTeamcity } from '../../../src/check/forms/teamcity.js';
import { rule } from '../run-of.js';
import { crowded, documentOf, empty, hostile, OPTIONS, ordinary, passing } from './a-document.js';

interface Message {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The grammar of its documentation: a name, then keys with values in apostrophes, in which `|` escapes. */
function read(log: string): Message[] {
  expect(log).toMatch(/^[\n -~]*\n$/);
  return log
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, name, list] =
        /^##teamcity\[(\w+)((?: \w+='(?:[^|'[\]]|\|(?:['|[\]]|0x[0-9A-F]{4}))*')+)\]$/.exec(line) ?? [];
      expect(name, line).toBeDefined();
      const pairs = [...list!.matchAll(/ (\w+)='((?:[^|']|\|.)*)'/g)];
      return { name: name!, values: Object.fromEntries(pairs.map(([, key, value]) => [key, unescaped(value!)])) };
    });
}

function unescaped(value: string): string {
  return value.replace(/\|(?:0x([0-9A-F]{4})|(.))/g, (_, hex, char) =>
    hex === undefined ? char : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

const named = (messages: readonly Message[], name: string) =>
  messages.filter((each) => each.name === name).map(({ values }) => values);

test('an inspection for each rule and code, a problem for each rule that fails, and the numbers', () => {
  const document = documentOf([
    rule('max-count', '0', { select: '109004', name: 'Platform reachable' }),
    rule('max-error-rate', '2%', { level: 'warn' }),
  ]);
  const messages = read(renderTeamcity(document, OPTIONS));
  expect(named(messages, 'inspectionType').slice(1)).toEqual([
    {
      id: 'platform-reachable',
      name: 'Platform reachable',
      category: 'ptk-logscan check',
      description: 'Platform reachable: at most 0',
    },
    {
      id: 'max-error-rate/warn',
      name: 'error rate',
      category: 'ptk-logscan check',
      description: 'error rate: at most 2%',
    },
  ]);
  expect(
    named(messages, 'inspection').map(({ typeId, file, line, SEVERITY }) => [typeId, file, line, SEVERITY]),
  ).toEqual([
    ['input-complete', 'logs/app.log', '1', 'WARNING'],
    ['platform-reachable', 'logs/app.log', '13', 'ERROR'],
    ['max-error-rate/warn', 'logs/app.log', '13', 'WARNING'],
    ['max-error-rate/warn', 'logs/app.log', '11', 'WARNING'],
  ]);
  const [problem, ...others] = named(messages, 'buildProblem');
  expect(others).toEqual([]);
  expect(problem!.description).toBe(
    'Platform reachable: 109004 PlatformUnavailable: 9 of 95 events, none allowed (1 code)',
  );
  expect(named(messages, 'buildStatisticValue')).toEqual([
    { key: 'ptkLogscanEvents', value: '95' },
    { key: 'ptkLogscanErrors', value: '13' },
    { key: 'ptkLogscanBrokenRules', value: '1' },
  ]);
});

test('a problem is the same one when its numbers change, and another for another rule', () => {
  const identities = (limit: string) =>
    named(
      read(
        renderTeamcity(
          documentOf([rule('max-error-rate', limit), rule('max-count', limit[0]!, { select: '109004' })]),
          OPTIONS,
        ),
      ),
      'buildProblem',
    ).map(({ identity }) => identity!);
  expect(identities('1%')).toEqual(identities('2%'));
  expect(new Set(identities('1%')).size).toBe(2);
});

describe.each([
  ['ordinary', ordinary()],
  ['passing', passing()],
  ['empty', empty()],
  ['crowded', crowded()],
  ['hostile', hostile()],
])('%s', (_, document) => {
  const messages = read(renderTeamcity(document, OPTIONS));

  test('each line is one message that TeamCity knows, and no other system obeys any', () => {
    const known = ['inspectionType', 'inspection', 'buildProblem', 'buildStatisticValue', 'message'];
    expect(messages.filter(({ name }) => !known.includes(name))).toEqual([]);
    expect(renderTeamcity(document, OPTIONS)).not.toMatch(/##\[|##vso|^\s*::/m);
    expect(named(messages, 'buildProblem')).toHaveLength(document.states.fail);
  });

  test('nothing is longer than it takes', () => {
    for (const { values } of messages) {
      expect((values.description ?? values.message ?? '').length).toBeLessThanOrEqual(4000);
      for (const short of [values.id, values.typeId, values.name])
        expect((short ?? '').length).toBeLessThanOrEqual(255);
      expect((values.identity ?? '').length).toBeLessThanOrEqual(60);
    }
  });
});

test('what is quoted comes back as it was', () => {
  const name = "it's |n [100%] – ünï 🙂 ##teamcity[buildStop]";
  const [, type] = named(
    read(renderTeamcity(documentOf([rule('max-error-rate', '2%', { name })]), OPTIONS)),
    'inspectionType',
  );
  expect(type!.name).toBe("it's |n [100%] – ünï 🙂 # #teamcity[buildStop]");
});

test('a text that is too long ends with an ellipsis, between characters', () => {
  const document = documentOf([rule('max-error-rate', '2%', { name: `${'x'.repeat(253)}🙂🙂` })]);
  const [, type] = named(read(renderTeamcity(document, OPTIONS)), 'inspectionType');
  expect(type!.name).toBe(`${'x'.repeat(253)}…`);
});
