/** Words of a command that the user is told to run, quoted for the shell that is there. */

export type Shell = 'posix' | 'cmd' | 'powershell';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The shell that the program was started from, as far as its environment tells. On Windows those that were ported from
 * Unix set SHELL, and cmd.exe sets PROMPT, which PowerShell does not.
 */
export function shellOf(env: Env, platform: string): Shell {
  if (platform !== 'win32' || env.SHELL !== undefined) return 'posix';
  return env.PROMPT !== undefined ? 'cmd' : 'powershell';
}

const here = shellOf(process.env, process.platform);

/** The text as one word. */
export function shellWord(text: string, shell: Shell = here): string {
  if (shell === 'posix') return posixWord(text);
  // A path of Windows is plain too.
  if (/^[\w@+=:./\\-]+$/.test(text) && !text.startsWith('@')) return text;
  return shell === 'cmd' ? cmdWord(text) : powershellWord(text);
}

/** With control characters in the `$'…'` form of bash, zsh and ksh. */
function posixWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (/[^\P{C}\u200c\u200d]|[\u2028\u2029]/u.test(text)) {
    const escaped = [...Buffer.from(text, 'utf8')].map((byte) =>
      byte < 32 || byte > 126
        ? `\\x${byte.toString(16).padStart(2, '0')}`
        : byte === 39 || byte === 92
          ? `\\${String.fromCharCode(byte)}`
          : String.fromCharCode(byte),
    );
    return `$'${escaped.join('')}'`;
  }
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** As CommandLineToArgvW reads it, which is what programs on Windows are started with. */
export function windowsWord(word: string): string {
  return /^[^\s"]+$/.test(word) ? word : inQuotes(word);
}

/** Between quotes cmd.exe takes all but quotes and percent signs as they are. */
function cmdWord(text: string): string {
  return inQuotes(text);
}

function inQuotes(word: string): string {
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

function powershellWord(text: string): string {
  return `'${text.replaceAll("'", "''").replace(/(\\*)"/g, '$1$1\\"')}'`;
}
