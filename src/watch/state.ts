/**
 * What a live run needs to go on where it ended: counts and positions in one file, which is written whole or not at all.
 * It is JSON; typed arrays are in base64.
 */
import { readFileSync } from 'node:fs';
import { LogscanError } from '../model/errors.js';
import { VERSION } from '../model/version.js';
import type { LiveRunData } from './live-run.js';

const SCHEMA = 'ptk-logscan/watch-state@1';

interface State {
  readonly schema: string;
  readonly version: string;
  /** How lines are read and what is counted, as text: a state of another run does not fit. */
  readonly settings: string;
  readonly run: LiveRunData;
  /** Of alerts, by rule. */
  readonly alerts: unknown;
}

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

export function stateText(settings: string, run: LiveRunData, alerts: unknown): string {
  // A buffer would turn into its own JSON before it is packed.
  const state: State = { schema: SCHEMA, version: VERSION, settings, run: withoutBuffers(run), alerts };
  return `${JSON.stringify(state, pack)}\n`;
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
): { readonly run: LiveRunData; readonly alerts: unknown } | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  let state: State;
  try {
    state = JSON.parse(text, unpack) as State;
  } catch {
    throw new LogscanError('input', `${file}: expected the state of a watch; got something that is no JSON`);
  }
  if (state?.schema !== SCHEMA) {
    throw new LogscanError('input', `${file}: expected the state of a watch (${SCHEMA}); got another document`);
  }
  if (state.settings !== settings) {
    throw new LogscanError(
      'usage',
      `${file}: expected the state of a watch with the same settings; got one with others`,
    );
  }
  return { run: state.run, alerts: state.alerts };
}
