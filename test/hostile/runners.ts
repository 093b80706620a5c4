/** How the programs that read a build's log find commands in it, one line at a time. */

export interface Command {
  readonly runner: 'GitHub' | 'Azure' | 'TeamCity' | 'GitLab';
  readonly line: string;
}

/** Names that GitHub's runner knows are not asked for: a later one may know more. */
export function commandsOf(log: string): Command[] {
  return log.split(/\r\n|\n|\r(?!\u001b\[0K)/).flatMap((line) => {
    const found: Command['runner'][] = [];
    if (isGithub(line)) found.push('GitHub');
    // Azure shows `##[error]` in colour too.
    if (/##(?:vso)?\[/.test(line)) found.push('Azure');
    if (/##teamcity\[/i.test(line)) found.push('TeamCity');
    if (/section_(?:start|end):\d+:[^\r]*\r(?:\u001b\[0K)?/.test(line)) found.push('GitLab');
    return found.map((runner) => ({ runner, line }));
  });
}

/**
 * `ActionCommand.TryParseV2` and `TryParse` of the runner: blanks of any kind are trimmed before `::`, and `##[` stands
 * anywhere. The comparison of .NET passes over characters without width.
 */
function isGithub(line: string): boolean {
  const seen = line.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return /^[\s\u0085]*::/.test(seen) || seen.includes('##[');
}

/** What nobody sees although it is there: but for line ends and the joiners between characters that need them. */
export function unseenIn(text: string): string[] {
  return (
    text.match(
      /(?!\n)[\p{Cc}\p{Surrogate}\p{Noncharacter_Code_Point}\u2028\u2029\ufff9-\ufffb]|(?!\u200c|\u200d|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu,
    ) ?? []
  );
}
