/** The state file of a live run: read once, and written when something was read, but not all the time. */
import type { Plan } from '../../pipeline.js';
import type { LiveRunData } from '../../watch/live-run.js';
import { readState, stateText } from '../../watch/state.js';
import type { CliContext } from '../context.js';
import { openFile } from '../output-file.js';
import type { WatchSettings } from './options.js';

/** A state is written at most so often, in milliseconds: what is read after it is read again by the next run. */
const PACE_MS = 1000;
/** A large one is written more rarely: writing takes at most this share of the time. */
const MOST_SHARE = 0.05;

export interface KeptState {
  readonly restored: LiveRunData | null;
  /** Of alerts, as they were written; null: there are none. */
  readonly alerts: unknown;
  readonly save: (data: () => LiveRunData, isLast: boolean) => Promise<void>;
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
 * @throws LogscanError `input` or `usage` where the file is no state of such a run
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
  let next = Number.NEGATIVE_INFINITY;
  let written = { told: told(), version: Number.NaN };
  return {
    restored: restored?.run ?? null,
    alerts: restored?.alerts ?? null,
    save: async (data, isLast) => {
      const [began, now] = [context.now(), { told: told(), version: version() }];
      const isNews = now.told !== written.told;
      if (!isLast && !isNews && (began < next || now.version === written.version)) return;
      if (isLast) await settle();
      const output = await openFile(file, context);
      try {
        await output.write(stateText(settings, data(), alerts()));
        await output.commit();
        const ended = context.now();
        next = ended + Math.max(PACE_MS, (ended - began) / MOST_SHARE);
        written = now;
      } finally {
        await output.discard();
      }
    },
  };
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
