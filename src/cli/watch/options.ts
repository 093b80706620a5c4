/** The options of a live run alone. */
import { DAY_MS } from '../../model/calendar.js';
import { usageError } from '../../model/errors.js';
import type { WindowLength } from '../../model/window.js';
import { ADDRESS_FORM, DEFAULT_ADDRESS } from '../../serve/address-form.js';
import { parseDuration } from '../../settings/duration.js';
import type { OptionTable } from '../../settings/option.js';
import { oneOf, withLabel } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import type { RawValue } from '../../settings/raw-value.js';
import { parseWindow } from '../../time/window-length.js';
import { SERVICES } from '../../watch/service/index.js';

export const WATCH_FORMATS = ['table', 'ndjson', 'json'] as const;
export type WatchFormat = (typeof WATCH_FORMATS)[number];

export const WATCH_OPTIONS = {
  format: {
    describe: 'table (a screen, and the summary at the end), ndjson (each window when it closes), json (the summary)',
    short: 'f',
    choices: WATCH_FORMATS,
    default: 'table',
    group: 'Output:',
  },
  plain: { describe: 'lines in place of a screen, one for each change', group: 'Output:', isSwitch: true },
  every: { describe: 'write a summary at that pace, such as 10s', group: 'Output:' },
  lateness: { describe: 'how late lines may come, such as 1m', default: '1m', group: 'Live:' },
  idle: {
    describe: 'how long a source may have no new line until windows close without it',
    default: '30s',
    group: 'Live:',
  },
  keep: { describe: 'how long windows are kept as they are', default: '24h', group: 'Live:' },
  serve: {
    describe: 'a live page, metrics and streams at that address, such as 0.0.0.0:8687',
    bare: { value: DEFAULT_ADDRESS, form: ADDRESS_FORM },
    default: 'not served; 127.0.0.1:8687 without an address',
    group: 'Server:',
  },
  'token-file': {
    describe: 'file with the token that callers need (PTK_LOGSCAN_TOKEN has it itself); else one is made and shown',
    group: 'Server:',
  },
  'no-auth': { describe: 'callers need no token, from wherever they come', group: 'Server:', isSwitch: true },
  otlp: { describe: 'send metrics there by OTLP over HTTP, such as http://127.0.0.1:4318', group: 'Server:' },
  state: { describe: 'file to go on from where an earlier run ended', group: 'Live:' },
  config: { describe: 'watch file: options, alerts, and whom to tell', group: 'Live:' },
  'print-service': {
    describe: `print what to install so that this call runs by itself: ${SERVICES.join(', ')}`,
    choices: SERVICES,
    group: 'Live:',
  },
} as const satisfies OptionTable;

export interface ServeSettings {
  /** What errors call the address by. */
  readonly label: string;
  readonly address: string;
  readonly tokenFile: RawValue | null;
  /** Whether nobody needs a token. */
  readonly isOpen: boolean;
}

export interface WatchSettings {
  readonly format: WatchFormat;
  readonly isPlain: boolean;
  /** Milliseconds; null: not asked for. */
  readonly every: number | null;
  readonly lateness: number;
  readonly idle: number;
  readonly keep: number;
  readonly state: string | null;
  /** Null: nothing is served. */
  readonly serve: ServeSettings | null;
  /** Null: nothing is sent. */
  readonly otlp: string | null;
  /** Of the windows that close. */
  readonly window: WindowLength;
}

/** Timers are not longer; at a faster pace there would be no time for anything else. Milliseconds. */
const PACES = { least: 1000, most: 24 * DAY_MS };

/** @throws LogscanError `usage` */
function paceOf(value: RawValue): number {
  const pace = durationOf(value);
  if (pace >= PACES.least && pace <= PACES.most) return pace;
  throw usageError(`${value.label}: expected a time from 1s to 24d; got ${JSON.stringify(value.text)}`);
}

/** @throws LogscanError `usage` */
function durationOf({ label, text }: RawValue): number {
  return text === '0' ? 0 : parseDuration(text, label);
}

const MINUTE: WindowLength = { n: 1, unit: 'm' };

/** @throws LogscanError `usage` */
export function watchSettings(raw: RawOptions): WatchSettings {
  const [format, window, state] = [raw.value('format'), raw.value('window'), raw.value('state')];
  const every = raw.value('every');
  const duration = (name: string, otherwise: string): number => {
    const given = raw.value(name);
    return durationOf(given ?? { label: `--${name}`, text: otherwise });
  };
  const length = window === null ? 'auto' : withLabel(window.label, () => parseWindow(window.text));
  if (state !== null && state.text.trim() === '')
    throw usageError(`${state.label}: expected the name of a file; got ""`);
  return {
    format: format === null ? 'table' : oneOf(format, WATCH_FORMATS),
    isPlain: raw.flag('plain'),
    every: every === null ? null : paceOf(every),
    lateness: duration('lateness', '1m'),
    idle: duration('idle', '30s'),
    keep: duration('keep', '24h'),
    state: state === null ? null : state.text,
    serve: serveSettings(raw),
    otlp: raw.value('otlp')?.text ?? null,
    window: length === 'auto' ? MINUTE : length,
  };
}

/** @throws LogscanError `usage` where there is a way in but no server */
function serveSettings(raw: RawOptions): ServeSettings | null {
  const [serve, tokenFile] = [raw.value('serve'), raw.value('token-file')];
  const isOpen = raw.flag('no-auth');
  if (serve === null) {
    if (tokenFile !== null || isOpen) {
      throw usageError(`${tokenFile?.label ?? '--no-auth'}: expected with --serve; got no --serve`);
    }
    return null;
  }
  if (tokenFile !== null && isOpen) throw usageError(`--no-auth: expected without ${tokenFile.label}; got both`);
  return { label: serve.label, address: serve.text, tokenFile, isOpen };
}
