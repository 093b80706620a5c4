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
import type { LogscanError } from '../../model/errors.js';
import { inOrder, Mistakes, MistakesError } from '../../model/mistakes.js';
import { formatBefore } from '../../report/formats.js';
import { readTextFile } from '../../text/text-file.js';
import { noteDoubleNames } from '../config/double-names.js';
import { entriesOf, type Setting } from '../config/entries.js';
import { type ParsedFile, type Path, parseWithLines, pathText } from '../config/parse-with-lines.js';
import { schemaMistakes, validate } from '../config/validate.js';
import { isRight, withoutMistakes } from '../config/without-mistakes.js';
import { channelOf } from '../job/channel.js';
import type { Channel } from '../job/job.js';
import type { Layer } from '../raw-options.js';
import { type Alert, type AlertLimits, alertsOf } from './alert.js';
import type { WatchDocument } from './document.js';

export interface WatchFile {
  /** Absolute. */
  readonly file: string;
  /** Files, folders and globs; empty: the file names none. */
  readonly inputs: readonly string[];
  /** Whether it names keys, right or wrong. */
  readonly isGrouped: boolean;
  /** Values of options. */
  readonly layer: Layer;
  readonly channels: readonly Channel[];
  /** @throws LogscanError `usage` */
  alerts(catalogue: Catalogue, limits: AlertLimits): Alert[];
  /** What a run cannot change while it runs, by setting, as text. */
  readonly fixed: ReadonlyMap<string, string>;
}

/** Settings that are read anew while a run goes on. */
const LIVE_SETTINGS = ['$schema', 'alerts', 'notify'];

/** What is wrong with a watch file by its schema and its channels, and what it says but for that. */
export class WrongWatchFile extends MistakesError {
  readonly rest: WatchFile;

  constructor(path: string, mistakes: readonly LogscanError[], rest: WatchFile) {
    super(`${path}: ${mistakes.length} mistakes`, mistakes);
    this.rest = rest;
  }
}

/** @throws LogscanError `usage` for a file that cannot be read; `WrongWatchFile` */
export async function loadWatchFile(path: string): Promise<WatchFile> {
  const text = await readTextFile(path, { what: 'the watch file', name: path });
  const parsed = parseWithLines(text, path);
  const value = parsed.value ?? {};
  const wrong = validate(value, 'watch');
  const right = wrong.length === 0 ? value : withoutMistakes(value, wrong);
  const mistakes = new Mistakes();
  for (const mistake of schemaMistakes(path, wrong, parsed)) mistakes.note(mistake);
  const isKnown = typeof right === 'object' && right !== null && !Array.isArray(right);
  const file = fileOf(
    (isKnown ? right : {}) as WatchDocument,
    Object.hasOwn(Object(value), 'by'),
    path,
    (at) => labelOf(path, parsed, at),
    mistakes,
  );
  if (mistakes.found.length > 0) throw new WrongWatchFile(path, inOrder(mistakes.found).mistakes, file);
  return file;
}

/** Notes what is wrong with its channels. */
function fileOf(
  document: WatchDocument,
  isGrouped: boolean,
  path: string,
  label: (at: Path) => string,
  mistakes: Mistakes,
): WatchFile {
  const folder = dirname(resolve(path));
  const { inputs = [], alerts = [], notify = [], read = {}, ...options } = document;
  const channels = mistakes.all(notify, (entry, i) =>
    isRight(entry) ? channelOf(entry, (at) => label(['notify', i, ...at]), folder) : null,
  );
  noteDoubleNames(notify, (at) => label(['notify', ...at]), mistakes);
  const ofAlerts = (at: Path) => label(['alerts', ...at]);
  return {
    file: resolve(path),
    isGrouped,
    inputs: inputs.filter(isRight).map((input) => (input === '-' ? input : near(resolve(folder, input)))),
    layer: {
      setting: (option) => settingOf(document, option, label, folder),
      options: Object.keys({ ...options, ...read }),
      rules: entriesOf(alerts, ofAlerts),
    },
    channels: channels.filter((channel) => channel !== null),
    alerts: (catalogue, limits) => alertsOf(alerts, ofAlerts, catalogue, limits),
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
