/**
 * A watch file: all that `watch` does, in a file. Its settings are a layer below the command line; alerts and channels are
 * in it alone.
 *
 *     inputs: [logs/*.log]
 *     state: watch.state
 *     alerts:
 *       - name: Error rate
 *         max-error-rate: 2%
 *         over: 5m
 *         for: 2 windows
 *       - name: Silence
 *         no-data: 10m
 *     notify:
 *       - name: chat
 *         webhook: { url-from: CHAT_URL, form: slack }
 */
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { Catalogue } from '../../catalogue/catalogue.js';
import { usageError } from '../../model/errors.js';
import { formatBefore } from '../../report/formats.js';
import { readTextFile } from '../../text/text-file.js';
import type { Setting } from '../config/config.js';
import { type ParsedFile, type Path, parseWithLines, pathText } from '../config/parse-with-lines.js';
import { schemaError, validate } from '../config/validate.js';
import { channelOf } from '../job/channel.js';
import type { Channel } from '../job/job.js';
import type { Layer } from '../raw-options.js';
import { type Alert, alertsOf } from './alert.js';
import type { WatchDocument } from './document.js';

export interface WatchFile {
  /** Absolute. */
  readonly file: string;
  /** Files, folders and globs; empty: the file names none. */
  readonly inputs: readonly string[];
  /** Values of options. */
  readonly layer: Layer;
  readonly channels: readonly Channel[];
  /** @throws LogscanError `usage` */
  alerts(catalogue: Catalogue, limits: { readonly groupKeys: readonly string[]; readonly keep: number }): Alert[];
  /** What a run cannot change while it runs, by setting, as text. */
  readonly fixed: ReadonlyMap<string, string>;
}

/** Settings that are read anew while a run goes on. */
const LIVE_SETTINGS = ['$schema', 'alerts', 'notify'];

/** @throws LogscanError `usage` for all that is wrong with the file */
export async function loadWatchFile(path: string): Promise<WatchFile> {
  const text = await readTextFile(path, { what: 'the watch file', name: path });
  const parsed = parseWithLines(text, path);
  const value = parsed.value ?? {};
  const mistakes = validate(value, 'watch');
  if (mistakes.length > 0) throw schemaError(path, mistakes, parsed);
  const document = value as WatchDocument;
  const folder = dirname(resolve(path));
  const label = (at: Path) => labelOf(path, parsed, at);
  const { inputs = [], alerts = [], notify = [], read: _, ...options } = document;
  const channels = notify.map((entry, i) => channelOf(entry, (at) => label(['notify', i, ...at]), folder));
  const names = channels.map(({ name }) => name);
  const again = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (again >= 0)
    throw usageError(
      `${label(['notify', again, 'name'])}: expected each name once; got ${JSON.stringify(names[again])} again`,
    );
  return {
    file: resolve(path),
    inputs: inputs.map((input) => (input === '-' ? input : near(resolve(folder, input)))),
    layer: { setting: (option) => settingOf(document, option, label, folder), options: [], rules: [] },
    channels,
    alerts: (catalogue, limits) => alertsOf(alerts, (at) => label(['alerts', ...at]), catalogue, limits),
    fixed: new Map(
      Object.entries({ inputs, read: document.read, ...options })
        .filter(([name]) => !LIVE_SETTINGS.includes(name))
        .map(([name, setting]) => [name, JSON.stringify(setting) ?? '']),
    ),
  };
}

function labelOf(file: string, { lineOf }: ParsedFile, path: Path): string {
  return `${file}:${lineOf(path)}: ${pathText(path)}`;
}

const NO_OPTIONS: readonly string[] = ['inputs', 'read', ...LIVE_SETTINGS];

function settingOf(
  document: WatchDocument,
  option: string,
  label: (path: Path) => string,
  folder: string,
): Setting | null {
  const { read = {} } = document;
  const path = Object.hasOwn(read, option) ? ['read', option] : [option];
  if (path.length === 1 && (NO_OPTIONS.includes(option) || !Object.hasOwn(document, option))) return null;
  const value = path.length === 2 ? read[option] : document[option];
  const texts = [value].flat().map(String);
  switch (option) {
    case 'state':
    case 'token-file':
    case 'catalogue':
      return { label: label(path), texts: texts.map((text) => resolve(folder, text)), areWhole: true };
    case 'output':
      return { label: label(path), texts: texts.map((text) => outputIn(folder, text)), areWhole: true };
    default:
      return { label: label(path), texts };
  }
}

function outputIn(folder: string, text: string): string {
  const { format, path } = formatBefore(text);
  if (path === '-') return text;
  return `${format === null ? '' : `${format}:`}${resolve(folder, path)}`;
}

/** As it would be typed in the working folder. */
function near(path: string): string {
  const from = relative(resolve(''), path);
  return from === '' || from.startsWith('..') || isAbsolute(from) ? path : from;
}
