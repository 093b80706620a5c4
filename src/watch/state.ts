/**
 * What a live run needs to go on where it ended: counts and positions in one file, which is written whole or not at all.
 * It is two lines of JSON: who wrote it, with a digest of the second; and what was counted, with typed arrays in base64.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { LogscanError } from '../model/errors.js';
import { VERSION } from '../model/version.js';
import { systemReason } from '../text/system-errors.js';
import type { LiveRunData } from './live-run.js';

const SCHEMA = 'ptk-logscan/watch-state@1';

/** The run that wrote a state. */
export interface Writer {
  /** Another one for each run. */
  readonly id: string;
  readonly pid: number;
  readonly host: string;
  /** When the process was started, as the system counts it: numbers of processes are used again. Null: not known. */
  readonly started: string | null;
}

interface Head {
  readonly schema: string;
  readonly writer: Writer;
  /** SHA-256 of the second line, in hex. */
  readonly digest: string;
}

interface Body {
  readonly version: string;
  /** How lines are read and what is counted, as text: a state of another run does not fit. */
  readonly settings: string;
  readonly run: LiveRunData;
  /** Of alerts, by rule. */
  readonly alerts: unknown;
}

/** More than a head takes. Bytes. */
const MOST_HEAD = 4096;

const ARRAYS = { Float64Array, Int32Array, Int16Array, Uint8Array, Uint32Array } as const;
type ArrayName = keyof typeof ARRAYS;

/** Numbers that JSON does not have, and arrays of numbers. */
function pack(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $: String(value) };
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    return { $: value.constructor.name, data: Buffer.from(buffer, byteOffset, byteLength).toString('base64') };
  }
  return value;
}

function unpack(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || !('$' in value)) return value;
  const { $: name, data } = value as { $: string; data?: string };
  if (data === undefined) return Number(name);
  const bytes = Buffer.from(data, 'base64');
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  return new ARRAYS[name as ArrayName](copy);
}

export function stateText(writer: Writer, settings: string, run: LiveRunData, alerts: unknown): string {
  // A buffer would turn into its own JSON before it is packed.
  const body: Body = { version: VERSION, settings, run: withoutBuffers(run), alerts };
  const text = JSON.stringify(body, pack);
  const head: Head = { schema: SCHEMA, writer, digest: digestOf(text) };
  return `${JSON.stringify(head)}\n${text}\n`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function withoutBuffers(run: LiveRunData): LiveRunData {
  const { groups } = run.counts.counts.tally;
  if (groups === null) return run;
  const { buffer, byteOffset, byteLength } = groups.names.text;
  const names = { ...groups.names, text: new Uint8Array(buffer, byteOffset, byteLength) };
  const tally = { ...run.counts.counts.tally, groups: { ...groups, names } };
  return { ...run, counts: { ...run.counts, counts: { ...run.counts.counts, tally } } };
}

/**
 * Null: there is no such file, so that the run begins anew.
 * @throws LogscanError `input` for a file that is no state, `usage` for that of a run with other settings
 */
export function readState(
  file: string,
  settings: string,
): { readonly writer: Writer; readonly run: LiveRunData; readonly alerts: unknown } | null {
  const text = textOf(file);
  if (text === null) return null;
  const end = text.indexOf('\n');
  const head = headOf(file, end < 0 ? text : text.slice(0, end));
  const rest = text.slice(end + 1).trimEnd();
  if (end < 0 || digestOf(rest) !== head.digest) {
    throw new LogscanError('input', `${file}: expected the state of a watch; got one that is cut or damaged`);
  }
  const body = JSON.parse(rest, unpack) as Body;
  if (body.settings !== settings) {
    throw new LogscanError(
      'usage',
      `${file}: expected the state of a watch with the same settings; got one with others`,
    );
  }
  return { writer: head.writer, run: body.run, alerts: body.alerts };
}

function textOf(file: string): string | null {
  try {
    // To read a device or a pipe may never end.
    const isFile = statSync(file, { throwIfNoEntry: false })?.isFile();
    if (isFile === undefined) return null;
    if (!isFile) throw new LogscanError('input', `${file}: expected the state of a watch; got no regular file`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof LogscanError) throw error;
    throw new LogscanError('input', `${file}: the state of the watch cannot be read: ${systemReason(error)}`);
  }
}

function headOf(file: string, line: string): Head {
  let head: Head;
  try {
    head = JSON.parse(line) as Head;
  } catch {
    throw new LogscanError('input', `${file}: expected the state of a watch; got something that is no JSON`);
  }
  if (head?.schema !== SCHEMA) {
    throw new LogscanError('input', `${file}: expected the state of a watch (${SCHEMA}); got another document`);
  }
  return head;
}

/** Who wrote the state that is there now; null: nobody, or it cannot be told. */
export function writerOf(file: string): Writer | null {
  try {
    const fd = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(MOST_HEAD);
      const text = bytes.toString('utf8', 0, readSync(fd, bytes, 0, MOST_HEAD, 0));
      return headOf(file, text.slice(0, text.indexOf('\n'))).writer ?? null;
    } finally {
      closeSync(fd);
    }
  } catch {
    return null;
  }
}
