/** A task of the Windows Task Scheduler, as XML: only that form can make up for missed runs. */
import { xmlAttribute } from '../../../text/escape.js';
import { windowsWord } from '../../../text/shell-word.js';

export interface Task {
  /** How it is installed, in words; a line each. */
  readonly notes: readonly string[];
  readonly description: string;
  /** `DOMAIN\user` as whom it runs, with nobody logged on; null: as the system itself. */
  readonly user: string | null;
  /** Lines of XML. */
  readonly triggers: readonly string[];
  readonly settings: readonly string[];
  readonly call: readonly string[];
  readonly folder: string;
}

/** The local system, whatever it is called in the language of the machine. */
const SYSTEM = 'S-1-5-18';

/**
 * The text names no encoding: PowerShell's `>` writes UTF-16 with a mark, `cmd.exe` and `--output` UTF-8, and a parser finds
 * out which it is.
 */
export function taskXml({ notes, description, user, triggers, settings, call, folder }: Task): string {
  const [program, ...args] = call;
  return [
    '<?xml version="1.0"?>',
    `<!-- ${notes.map(commentText).join('\n     ')} -->`,
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    '  <RegistrationInfo>',
    `    <Description>${xmlAttribute(description)}</Description>`,
    '  </RegistrationInfo>',
    '  <Triggers>',
    ...triggers,
    '  </Triggers>',
    '  <Principals>',
    '    <Principal id="Author">',
    `      <UserId>${xmlAttribute(user ?? SYSTEM)}</UserId>`,
    // Without a password, and so without the network drives of the user.
    ...(user === null ? [] : ['      <LogonType>S4U</LogonType>']),
    '      <RunLevel>LeastPrivilege</RunLevel>',
    '    </Principal>',
    '  </Principals>',
    '  <Settings>',
    ...settings,
    '    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
    '    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
    '  </Settings>',
    '  <Actions Context="Author">',
    '    <Exec>',
    `      <Command>${xmlAttribute(program!)}</Command>`,
    `      <Arguments>${xmlAttribute(args.map((word) => windowsWord(word)).join(' '))}</Arguments>`,
    `      <WorkingDirectory>${xmlAttribute(folder)}</WorkingDirectory>`,
    '    </Exec>',
    '  </Actions>',
    '</Task>',
    '',
  ].join('\n');
}

/** Stands as it is, to be copied, but for two hyphens, which would end it. */
function commentText(text: string): string {
  return text.replaceAll('--', '- -');
}

/** Who runs this program, as Windows names users; null where its environment does not say. */
export function windowsUser(env: Readonly<Record<string, string | undefined>>): string | null {
  const { USERDOMAIN: domain, USERNAME: name } = env;
  // A service of the system has the name of the machine, and a dollar sign.
  if (domain === undefined || name === undefined || name === '' || name.endsWith('$')) return null;
  return `${domain}\\${name}`;
}
