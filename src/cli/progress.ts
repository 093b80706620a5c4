/** The progress line: how far a run is, on one line of standard error that is overwritten. */
import type { RunProgress } from '../model/plan.js';
import type { OptionTable } from '../settings/option.js';
import type { RawOptions } from '../settings/raw-options.js';
import { byteSize, thousands } from '../text/numbers.js';
import type { CliContext } from './context.js';

export const PROGRESS_OPTIONS: OptionTable = {
  progress: { describe: 'show progress; by default only on a terminal', isSwitch: true, group: 'Messages:' },
  quiet: {
    describe: 'no progress and no warnings; errors are still shown',
    short: 'q',
    isSwitch: true,
    group: 'Messages:',
  },
};

/** A shorter run shows no progress. */
const SILENT_MS = 500;

export interface ProgressLine {
  readonly report: ((progress: RunProgress) => void) | undefined;
  /** Erases the line. */
  end(): void;
}

export function progressOf(raw: RawOptions, context: CliContext): ProgressLine {
  // A dumb terminal cannot write over a line.
  const isFit = context.stderr.isTerminal && context.env.TERM !== 'dumb';
  const wanted = raw.isGiven('progress') ? raw.flag('progress') : isFit;
  if (!wanted || raw.flag('quiet')) return { report: undefined, end: () => {} };
  const started = context.now();
  let shown = false;
  return {
    report: (progress) => {
      const elapsed = context.now() - started;
      if (elapsed < SILENT_MS) return;
      context.stderr.line(progressLine(progress, elapsed));
      shown = true;
    },
    end: () => shown && context.stderr.line(''),
  };
}

/** `412 MB of 1.0 GB  41%  1.9 GB/s  0:01 left  52,310 events  4,120 errors`; unknown parts are left out. */
function progressLine({ bytes, total, events, errors }: RunProgress, elapsedMs: number): string {
  const rate = bytes / Math.max(1, elapsedMs);
  const known = total > 0 && bytes <= total;
  return [
    known ? `${size(bytes)} of ${size(total)}` : size(bytes),
    ...(known ? [`${Math.floor((bytes / total) * 100)}%`] : []),
    `${size(rate * 1000)}/s`,
    ...(known && rate > 0 ? [`${clock((total - bytes) / rate)} left`] : []),
    `${thousands(events)} events`,
    `${thousands(errors)} errors`,
  ].join('  ');
}

/** Few digits, which change seldom: the line stands still while it is read. */
function size(bytes: number): string {
  return byteSize(bytes, 2);
}

function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [h, m, s] = parts as [number, number, number];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
