/** The state file of a live run: read once, and written when something was read, but not all the time. */
import { LogscanError } from '../../model/errors.js';
import type { Plan } from '../../pipeline.js';
import type { LiveRunData } from '../../watch/live-run.js';
import { readState, stateText, type Writer } from '../../watch/state.js';
import type { CliContext } from '../context.js';
import { openFile } from '../output-file.js';
import type { WatchSettings } from './options.js';
import { newWriter, refuseReplaced, refuseSecond } from './state-writer.js';

/** A state is written at most so often, in milliseconds: what is read after it is read again by the next run. */
const PACE_MS = 1000;
/** A large one is written more rarely: writing takes at most this share of the time. */
const MOST_SHARE = 0.05;

export interface KeptState {
  readonly restored: LiveRunData | null;
  /** Of alerts, as they were written; null: there are none. */
  readonly alerts: unknown;
  readonly save: (data: () => LiveRunData, isLast: boolean) => Promise<void>;
  /** Why the last state could not be written; null: it is there. */
  readonly failure: () => LogscanError | null;
}

/** What is written beside the counts. */
export interface StateBeside {
  readonly alerts: () => unknown;
  /** Resolves when it changes no more. */
  readonly settle: () => Promise<void>;
  /** Another one with each change of what others are told: a run that is killed tells it again where it is not written. */
  readonly told: () => string;
  /** Another one with each change of the counts. */
  readonly version: () => number;
}

/**
 * @throws LogscanError `input` or `usage` where the file is no state of such a run, or another run writes it; `output` where
 *   it cannot be written
 */
export async function keepState(
  file: string,
  plan: Plan,
  { window }: WatchSettings,
  { alerts, settle, told, version }: StateBeside,
  context: CliContext,
): Promise<KeptState> {
  const settings = settingsText(plan, window);
  const restored = readState(file, settings);
  if (restored !== null) refuseSecond(file, restored.writer);
  const writer = newWriter(context);
  // One that can never be written is said before anything is read.
  await (await openFile(file, context)).discard();
  let last: Writer | null = restored?.writer ?? null;
  let next = Number.NEGATIVE_INFINITY;
  let written = { told: told(), version: Number.NaN };
  let failed: LogscanError | null = null;
  const write = async (text: string) => {
    const output = await openFile(file, context);
    try {
      await output.write(text);
      await output.commit();
      last = writer;
    } finally {
      await output.discard();
    }
  };
  const save = async (data: () => LiveRunData, isLast: boolean) => {
    const [began, now] = [context.now(), { told: told(), version: version() }];
    const isNews = now.told !== written.told && failed === null;
    if (!isLast && !isNews && (began < next || now.version === written.version)) return;
    if (isLast) await settle();
    refuseReplaced(file, last);
    try {
      await write(stateText(writer, settings, data(), alerts()));
      if (failed !== null && !isLast) context.warn(`${file}: is written again`);
      failed = null;
      written = now;
    } catch (error) {
      if (!(error instanceof LogscanError)) throw error;
      // The disk may have room again: what was read is kept, and written with the next state.
      if (error.message !== failed?.message && !isLast) context.warn(error.message);
      failed = error;
    }
    const ended = context.now();
    next = ended + Math.max(PACE_MS, (ended - began) / MOST_SHARE);
  };
  return { restored: restored?.run ?? null, alerts: restored?.alerts ?? null, save, failure: () => failed };
}

/** What a state depends on. */
function settingsText(plan: Plan, window: WatchSettings['window']): string {
  const { timeZone, codes, categories, severities, where, count, rules, format, groupKeys, since, until } = plan;
  const { codeKeys, ignoreKeys, labelled, dateOrder, year } = rules;
  const sets = [codes, categories, severities].map((set) => (set === null ? null : [...set].sort()));
  return JSON.stringify([
    ...[timeZone.name, plan.window, window, ...sets, where.map(({ text }) => text), count, groupKeys, until],
    ...[codeKeys, ignoreKeys, labelled, dateOrder, year, format, plan.catalogue.digest, since === null],
  ]);
}
