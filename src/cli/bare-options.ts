/** Options whose value may be left out are given it, so that both parsers see an option with its value. */
import type { OptionTable } from '../settings/option.js';

export function withBareValues(args: readonly string[], tables: Iterable<OptionTable>): readonly string[] {
  const bare = new Map<string, { readonly value: string; readonly form: RegExp }>();
  for (const table of tables) {
    for (const [name, { bare: spec }] of Object.entries(table)) if (spec !== undefined) bare.set(`--${name}`, spec);
  }
  const end = args.indexOf('--');
  return args.map((arg, i) => {
    const spec = end < 0 || i < end ? bare.get(arg) : undefined;
    const next = args[i + 1];
    return spec === undefined || (next !== undefined && spec.form.test(next)) ? arg : `${arg}=${spec.value}`;
  });
}
