/** A script for PowerShell that completes commands, options and their values; yargs has one for bash and zsh alone. */

/** @param completions the option by which the program lists what may follow the words behind it */
export function powershellCompletion(program: string, completions: string): string {
  return `# Completes ${program}. To install it: ${program} completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName ${program}, ${program}.cmd, ${program}.exe -ScriptBlock {
    param($word, $ast, $position)
    $words = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -le $position } | ForEach-Object { $_.Extent.Text })
    # Before version 7.3 an empty word is not handed over.
    if ($word -eq '') { $words += if ($PSVersionTable.PSVersion -ge [version]'7.3') { '' } else { '""' } }
    & ${program} ${completions} @words | Where-Object { $_ -like "$word*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
`;
}
