/** The entries of a list in a file: rules, exceptions and alerts, as they are written. */
import type { Path } from './parse-with-lines.js';
import { isRight } from './without-mistakes.js';

/** A value as a text, with the name that errors call it by: the file, the line and the path. */
export interface Setting {
  readonly label: string;
  /** One for each element of a list. Reading them throws a `ToldError` where the value is wrong by the schema. */
  readonly texts: readonly string[];
  /** Whether commas belong to the texts: a folder's name, which stands before a file's, may have them. */
  readonly areWhole?: boolean;
}

/** The fields of a rule as they are written. */
export interface RuleEntry {
  readonly label: string;
  readonly fields: ReadonlyMap<string, Setting>;
}

/** @param label names a place; a path begins with the index of the entry */
export function entriesOf(entries: readonly object[], label: (path: Path) => string): RuleEntry[] {
  return entries.flatMap((entry, i): RuleEntry[] => {
    if (!isRight(entry)) return [];
    const fields = Object.keys(entry).map((field): [string, Setting] => {
      const texts = () => textsOf((entry as Readonly<Record<string, unknown>>)[field]);
      return [field, settingAt(label([i, field]), texts)];
    });
    return [{ label: label([i]), fields: new Map(fields) }];
  });
}

function settingAt(label: string, texts: () => readonly string[]): Setting {
  return {
    label,
    get texts() {
      return texts();
    },
  };
}

export function textsOf(value: unknown): string[] {
  return [value].flat().filter(isRight).map(String);
}
