/** The report of a live run, on a page that renews itself: `serve` gives it, and tells it what is new. */
import type { Summary } from '../../../model/summary.js';
import type { RenderOptions } from '../../options.js';
import { policyOf, renderFramed } from '../index.js';
import { STYLE } from '../style.js';
import { LIVE_SCRIPT } from './script.js';
import { spanName, strip } from './strip.js';
import { STRIP_STYLE } from './style.js';

const STYLES = STYLE + STRIP_STYLE;

/** It may ask the server that it is from, and nobody else. */
const POLICY = policyOf(LIVE_SCRIPT, STYLES, ["connect-src 'self'"]);

/** For the header, which may say more than a page itself. */
export const LIVE_POLICY = `${POLICY}; frame-ancestors 'none'`;

export interface LivePart {
  /** Milliseconds of the summary, of `LIVE_SPANS`; null: it is of everything. */
  readonly span: number | null;
  /** Of the counts. */
  readonly version: string;
}

export function renderLive(summary: Summary, options: RenderOptions, { span, version }: LivePart): string {
  return renderFramed(summary, options, {
    ...{ policy: POLICY, style: STYLES, script: LIVE_SCRIPT },
    top: strip(spanName(span), version),
    isLive: true,
    isPart: span !== null,
  });
}
