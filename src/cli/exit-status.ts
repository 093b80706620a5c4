/** Which exit status a call ends with: by an error, by a signal, by what could not be read. */
import type { ErrorCode } from '../model/errors.js';
import { EXIT_STATUS, type ExitName, type ExitStatus, signalStatus } from '../model/exit-status.js';
import { Interruption } from './interruption.js';

/** What a command's exit statuses mean, for its help; those that are not in it do not occur. */
export type ExitMeanings = Readonly<Partial<Record<ExitName, string>>>;

/** Of a command that reads logs. */
export const READING_EXITS = {
  done: 'done',
  usage: 'the call is wrong; nothing was read',
  incomplete: 'some input could not be read whole, or the result not be written',
} as const satisfies ExitMeanings;

const OF_ERROR: Readonly<Record<ErrorCode, ExitName>> = {
  'not-found': 'negative',
  usage: 'usage',
  input: 'incomplete',
  output: 'incomplete',
  internal: 'incomplete',
};

export function errorStatus(code: ErrorCode): ExitStatus {
  return EXIT_STATUS[OF_ERROR[code]];
}

export function sourcesStatus({
  sources,
}: {
  readonly sources: readonly { readonly error: string | null }[];
}): ExitStatus {
  return sources.some(({ error }) => error !== null) ? EXIT_STATUS.incomplete : EXIT_STATUS.done;
}

/** 130, 143 or 129; null for a run that was left to come to its end. */
export function interruptedStatus({ aborted, reason }: AbortSignal): number | null {
  if (!aborted) return null;
  return signalStatus(reason instanceof Interruption ? reason.signal : 'SIGINT');
}
