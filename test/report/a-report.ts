/** One summary with something of everything in it, and its comparison: what the golden files are made from. */
import { compareSummaries } from '../../src/aggregate/compare.js';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import type { Summary } from '../../src/model/summary.js';
import type { RenderOptions } from '../../src/report/options.js';
import { weeks, withGroups } from './summaries.js';

/** Markup, quotes, a formula, terminal sequences, text that runs the other way. */
export const HOSTILE = '=<script>alert("1")</script>\'"|`&amp;\x1b[31mred\x07\u202egnp.exe\u200f שלום';

const WINDOWS = { from: '2026-10-23T22:00:00Z', days: 3, window: '6h', timeZone: 'Europe/Berlin' };

export function aReport(): Summary {
  const summary = withGroups(
    weeks({ ...WINDOWS, days: 5, busy: 40, trouble: 2, without: [107003], unknown: 3 }),
    ['tenant', 'segment'],
    [
      ['demo-retail', 'Sales'],
      ['demo-energy', '(none)'],
      [HOSTILE, 'a,b\nc'],
    ],
    4,
  );
  const broken = {
    name: `${HOSTILE}.gz`,
    bytes: 0,
    lines: 0,
    events: 0,
    error: 'unexpected end of gzip data at byte 91822',
  };
  return { ...summary, input: { ...summary.input, sources: 2 }, sources: [broken, ...summary.sources] };
}

export const PLAIN: RenderOptions = {
  width: 80,
  color: false,
  by: 'code',
  top: null,
  comparison: null,
  describe: (code) => BUILT_IN.get(code).description,
};

export function compared(): RenderOptions {
  const before = weeks({ ...WINDOWS, from: '2026-10-16T22:00:00Z', days: 5, busy: 40, seed: 3, without: [109000] });
  return { ...PLAIN, comparison: compareSummaries(before, aReport(), { label: 'last-week.json' }) };
}
