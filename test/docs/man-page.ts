/** The manual page, in roff (man(7)), from the commands and their options as they are. */
import { COMMAND_NAMES, COMMANDS, DEFAULT_COMMAND } from '../../src/cli/commands.js';
import { EXIT_STATUS } from '../../src/model/exit-status.js';
import type { OptionTable } from '../../src/settings/option.js';

export async function manPage(): Promise<string> {
  const lines = [
    '.TH PTK-LOGSCAN 1',
    '.SH NAME',
    'ptk-logscan \\- what a callback platform has been answering, from its logs',
    '.SH SYNOPSIS',
  ];
  const commands = await Promise.all(
    COMMAND_NAMES.map(async (name) => ({ name, ...(await COMMANDS[name].load()).command })),
  );
  for (const { name, operands } of commands) {
    lines.push('.B ptk-logscan', `${name === DEFAULT_COMMAND ? '' : `${name} `}[OPTIONS] ${roff(operands)}`, '.br');
  }
  lines.push(
    '.SH DESCRIPTION',
    roff(
      'Finds the six-digit status codes (106000 to 109999) of a callback platform in its logs, says what they mean, how ' +
        'bad they are and who has to act, and counts them by code and time window. FILE is a file, a folder (with ' +
        '--recursive), an archive or a glob; none, or -, is standard input.',
    ),
    '.SH COMMANDS',
  );
  for (const { name, options, examples, notes } of commands) {
    lines.push(`.SS ptk-logscan ${name}`, roff(`${COMMANDS[name].summary}.`), ...optionLines(options));
    if (notes !== undefined) lines.push('.PP', roff(notes.replaceAll('\n', ' ')));
    for (const [call, what] of examples) {
      lines.push('.PP', roff(`${what}:`), '.RS 4', '.EX', roff(call.replaceAll('$0', 'ptk-logscan')), '.EE', '.RE');
    }
  }
  lines.push('.SH EXIT STATUS');
  for (const [name, status] of Object.entries(EXIT_STATUS))
    lines.push('.TP', `.B ${status}`, roff(`${name}: ${meaningOf(name)}`));
  return `${lines.join('\n')}\n`;

  function meaningOf(exit: string): string {
    for (const { exits } of commands) {
      const meaning = (exits as Readonly<Record<string, string>>)[exit];
      if (meaning !== undefined) return meaning;
    }
    return 'see the command';
  }
}

function optionLines(options: OptionTable): string[] {
  return Object.entries(options).flatMap(([name, { describe, short, isSwitch, default: byDefault }]) => [
    '.TP',
    `.B ${roff(`${short === undefined ? '' : `-${short}, `}--${name}`)}${isSwitch ? '' : ' \\fIVALUE\\fR'}`,
    roff(`${describe}${byDefault === undefined ? '' : ` (default: ${byDefault})`}`),
  ]);
}

/** A text that stays text: no line begins a request, dashes can be copied. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(['.])/gm, '\\&$1');
}
