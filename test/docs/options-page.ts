/** The tables of docs/options.md, from the commands and their options as they are. */
import { COMMAND_NAMES, COMMANDS, type CommandName, DEFAULT_COMMAND } from '../../src/cli/commands.js';
import { EXIT_STATUS } from '../../src/model/exit-status.js';
import type { OptionSpec } from '../../src/settings/option.js';

const BEGINS = '<!-- Made from the declarations of the options by `npm run docs`; a test fails where it differs. -->\n';
const ENDS = '<!-- End of what is made. -->\n';

interface Declared {
  readonly command: CommandName;
  readonly name: string;
  readonly spec: OptionSpec;
}

/** The page with its tables made anew, and all else as it is written. */
export async function optionsPage(page: string): Promise<string> {
  const begins = page.indexOf(BEGINS);
  const ends = page.indexOf(ENDS);
  if (begins === -1 || ends < begins) throw new Error(`docs/options.md: expected ${BEGINS.trim()} and ${ENDS.trim()}`);
  return `${page.slice(0, begins + BEGINS.length)}\n${await tables()}\n${page.slice(ends)}`;
}

async function tables(): Promise<string> {
  const commands = await Promise.all(
    COMMAND_NAMES.map(async (name) => ({ name, ...(await COMMANDS[name].load()).command })),
  );
  const declared = commands.flatMap(({ name: command, options }) =>
    Object.entries(options).map(([name, spec]): Declared => ({ command, name, spec })),
  );
  const shared = grouped(declared, ({ name, spec }) => JSON.stringify([name, spec])).filter((each) => each.length > 1);
  const isShared = new Set(shared.flat());
  return [
    '## Options that several commands have',
    '',
    ...grouped(shared, groupOf).flatMap((options) => [
      `### ${groupOf(options[0]!).replace(/:$/, '')}`,
      '',
      '| option | does | commands |',
      '| --- | --- | --- |',
      ...options.map(
        (each) => `| ${called(each[0]!)} | ${meaning(each[0]!)} | ${each.map(({ command }) => command).join(', ')} |`,
      ),
      '',
    ]),
    '## Each command',
    ...commands.flatMap(({ name, operands, examples, notes, exits }) => {
      const own = declared.filter((each) => each.command === name && !isShared.has(each));
      const others = declared.filter((each) => each.command === name && isShared.has(each));
      return [
        '',
        `### \`${name}\``,
        '',
        `\`ptk-logscan ${name === DEFAULT_COMMAND ? `[${name}]` : name} [OPTIONS] ${operands}\`: ${COMMANDS[name].summary}.`,
        ...(notes === undefined ? [] : ['', text(notes.replaceAll('\n', ' '))]),
        ...(own.length === 0
          ? []
          : [
              '',
              '| option | does |',
              '| --- | --- |',
              ...own.map((option) => `| ${called(option)} | ${meaning(option)} |`),
            ]),
        ...(others.length === 0
          ? []
          : [
              '',
              `${own.length === 0 ? 'It has' : 'It also has'}, from the tables above: ${others.map((each) => `\`--${each.name}\``).join(' ')}`,
            ]),
        '',
        '| example | does |',
        '| --- | --- |',
        ...examples.map(([call, what]) => `| ${code(call.replaceAll('$0', 'ptk-logscan'))} | ${text(what)} |`),
        '',
        `Exit status: ${Object.entries(exits)
          .map(([exit, what]) => `**${EXIT_STATUS[exit as keyof typeof EXIT_STATUS]}** ${text(what)}`)
          .join('. ')}.`,
      ];
    }),
  ].join('\n');
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** The heading in the help, with a colon. */
function groupOf(options: readonly Declared[]): string {
  return options[0]!.spec.group ?? 'Others:';
}

function called({ name, spec: { short, isSwitch } }: Declared): string {
  return `\`--${name}${isSwitch ? '' : '\u00a0…'}\`${short === undefined ? '' : `, \`-${short}\``}`;
}

function meaning({ spec: { describe, isList, default: byDefault } }: Declared): string {
  const more = [
    ...(byDefault === undefined ? [] : [`default: ${text(byDefault)}`]),
    ...(isList && !/can be repeated|several/.test(describe) ? ['can be repeated'] : []),
  ];
  return `${text(describe)}${more.length === 0 ? '' : ` (${more.join('; ')})`}`;
}

/** A text that stays text within a cell. */
function text(of: string): string {
  return of
    .replace(/[\\`*_{}[\]<>~|]/g, '\\$&')
    .replaceAll('\\<', '&lt;')
    .replaceAll('\\>', '&gt;')
    .replace(/--[a-z][a-z-]*/g, '`$&`')
    .trimEnd();
}

function code(of: string): string {
  return `\`${of.replaceAll('|', '\\|')}\``;
}
