/**
 * A configuration file, read: `ptk-logscan.config.{json,yaml}` of a project, or the user's own.
 *
 *     defaults:                 # options of scan, by their long names
 *       tz: Europe/Berlin
 *       code-key: [outcomeNo]
 *     check:                    # options of check likewise, and the gate's rules
 *       baseline: baseline.json
 *       rules:
 *         - name: Error rate
 *           max-error-rate: 2%
 *         - name: Platform reachable
 *           select: 109004
 *           max-count: 0
 *           level: warn
 *
 * Files that it names are relative to the folder that it lies in. Its schema is `schema.json`.
 */
import { dirname, relative, resolve } from 'node:path';
import type { LogscanError } from '../../model/errors.js';
import { MistakesError } from '../../model/mistakes.js';
import { readTextFile } from '../../text/text-file.js';
import { elementsOf } from '../parse-values.js';
import { entriesOf, type RuleEntry, type Setting, textsOf } from './entries.js';
import { type ParsedFile, type Path, parseWithLines, pathText } from './parse-with-lines.js';
import { type Mistake, schemaMistakes, validate } from './validate.js';
import { withoutMistakes } from './without-mistakes.js';

export interface Config {
  /** As errors name it. */
  readonly file: string;
  /** Of `defaults` or `check`; null where it is not there. */
  setting(section: 'defaults' | 'check', option: string): Setting | null;
  /** The names of all options that have a value, of either section. */
  readonly options: readonly string[];
  readonly rules: readonly RuleEntry[];
  /** Known exceptions of the gate, as they are written. */
  readonly ignore: readonly RuleEntry[];
}

type Section = Readonly<Record<string, unknown>>;

/** Options whose values are files, and what may stand before the file: `junit=`, `html:`. Only `report` takes lists. */
const FILES: Readonly<Record<string, RegExp>> = {
  catalogue: /^/,
  baseline: /^/,
  compare: /^(?!previous$)/,
  output: /^(?:[a-z]{2,}:)?(?!-$)/,
  report: /^[^=]*=/,
};

/**
 * @param scope a user's own file has no gate: a build must not depend on who runs it
 * @param folder that names are shown relative to
 * @throws LogscanError `usage` for a file that cannot be read, and for all that is wrong with it
 */
export async function loadConfig(path: string, scope: 'project' | 'user', folder = ''): Promise<Config> {
  const shown = shorter(path, folder);
  const text = await readTextFile(path, { what: 'the configuration', name: shown });
  return readConfig(text, shown, scope, dirname(resolve(path)));
}

/** The same from the file's text. */
export function readConfig(text: string, file: string, scope: 'project' | 'user', base: string): Config {
  const parsed = parseWithLines(text.replace(/^\ufeff/, ''), file);
  const document = parsed.value ?? {};
  const mistakes = [...validate(document, 'config'), ...gateOfUser(document, scope)];
  if (mistakes.length > 0) {
    const rest = configOf(withoutMistakes(document, mistakes), parsed, file, base);
    throw new WrongConfig(schemaMistakes(file, mistakes, parsed), rest);
  }
  return configOf(document, parsed, file, base);
}

function gateOfUser(document: unknown, scope: 'project' | 'user'): Mistake[] {
  const { check } = document as { readonly check?: unknown };
  if (scope === 'project' || check === undefined) return [];
  const message = "expected it in a project's configuration; got it in a user's own";
  return [{ path: ['check'], message, isUnknown: true }];
}

/** What is wrong with a file by its schema, and what it says but for that. */
export class WrongConfig extends MistakesError {
  readonly rest: Config;

  constructor(mistakes: readonly LogscanError[], rest: Config) {
    super(`${rest.file}: ${mistakes.length} mistakes`, mistakes);
    this.rest = rest;
  }
}

function configOf(document: unknown, parsed: ParsedFile, file: string, base: string): Config {
  const sections = document as { readonly defaults?: Section | null; readonly check?: Section };
  const settingAt = (path: Path, value: unknown): Setting => {
    const label = labelOf(file, parsed, path);
    const texts = textsOf(value);
    const option = String(path.at(-1));
    const before = FILES[option];
    if (before === undefined) return { label, texts };
    const files =
      option === 'report' ? texts.flatMap((text) => elementsOf({ label, text })) : texts.map((text) => ({ text }));
    return { label, texts: files.map(({ text }) => resolvedIn(base, text, before)), areWhole: true };
  };
  const { rules = [], ignore = [], ...check } = sections.check ?? {};
  const listed = (name: string, entries: readonly Section[]) =>
    entriesOf(entries, (at) => labelOf(file, parsed, ['check', name, ...at]));
  const options = { defaults: sections.defaults ?? {}, check };
  return {
    file,
    setting: (section, option) => {
      const value = Object.hasOwn(options[section], option) ? (options[section] as Section)[option] : undefined;
      return value === undefined ? null : settingAt([section, option], value);
    },
    options: [...new Set([...Object.keys(options.defaults), ...Object.keys(check)])],
    rules: listed('rules', rules as Section[]),
    ignore: listed('ignore', ignore as Section[]),
  };
}

function labelOf(file: string, { lineOf }: ParsedFile, path: Path): string {
  return `${file}:${lineOf(path)}: ${pathText(path)}`;
}

function resolvedIn(base: string, text: string, form: RegExp): string {
  const before = form.exec(text)?.[0];
  return before === undefined ? text : before + resolve(base, text.slice(before.length));
}

/** Relative to the folder where that is shorter to read. */
function shorter(path: string, folder: string): string {
  const near = relative(resolve(folder), path);
  return near !== '' && near.length < path.length ? near : path;
}
