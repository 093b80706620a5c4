/** What a live run is asked for, and what a view of it is. */
import type { Plan } from '../../pipeline.js';
import type { RenderOptions } from '../../report/options.js';
import type { WatchFile } from '../../settings/watch/watch-file.js';
import type { LiveView } from '../../watch/view.js';
import type { CliContext } from '../context.js';
import type { SummaryTarget } from '../summary/outputs.js';
import type { WatchSettings } from './options.js';

export interface LiveOptions {
  readonly plan: Plan;
  readonly settings: WatchSettings;
  readonly options: RenderOptions;
  /** What `--config` names; null: nothing. */
  readonly file: WatchFile | null;
  /** What `--every` writes to. */
  readonly outputs: readonly SummaryTarget[];
  readonly context: CliContext;
}

/** What a view does: it is told once, and ended once before the summary is printed. */
export interface View {
  begin(view: LiveView): void;
  end(): Promise<void>;
}
