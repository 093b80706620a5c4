/** The comparison with an earlier summary: totals, then codes that are new, vanished or changed by more than chance. */
import type { Comparison, CountChange, RateChange } from '../../model/comparison.js';
import { markdownText } from '../../text/markdown.js';
import { counted, thousands } from '../../text/numbers.js';
import { minuteText } from '../../time/rfc3339.js';
import { isSure, pointsText, rateText, signed, surestWindows, TEST_NOTE } from '../change.js';
import { SEVERITY_MARKS } from '../style.js';
import { type Align, table } from './table.js';

const MAX_CODES = 20;
const MAX_WINDOWS = 5;
const TITLES = ['', 'Before', 'Now', 'Change', 'Rate before', 'Rate now', 'Points', 'More than chance?'];
const ALIGN: readonly Align[] = ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'left'];

export function changes({
  before,
  notes,
  events,
  errors,
  errorRate,
  codes,
  categories,
  windows,
}: Comparison): string[] {
  const notable = codes.filter(({ presence, share }) => presence !== 'both' || isSure(share));
  const hidden = codes.length - Math.min(notable.length, MAX_CODES);
  const rows = [
    ['events', ...counts(events), '', '', '', ''],
    row('errors', errors, errorRate),
    ...notable
      .slice(0, MAX_CODES)
      .map(({ code, name, severity, presence, count, share }) =>
        row(
          `${presence === 'both' ? '' : `**${presence}** `}${code} ${markdownText(name)} ${SEVERITY_MARKS[severity]}`,
          count,
          share,
        ),
      ),
    ...categories
      .filter(({ share }) => isSure(share))
      .map(({ category, count, share }) => row(`category ${category}`, count, share)),
    ...surestWindows(windows)
      .slice(0, MAX_WINDOWS)
      .map(({ position, now, before, errors, errorRate }) =>
        row(`errors in window ${position + 1} (${minuteText(now ?? before ?? '')})`, errors, errorRate),
      ),
  ];
  return [
    `### Against ${markdownText(before.label)}`,
    notes.map((note) => `- ${markdownText(note)}`).join('\n'),
    table(TITLES, ALIGN, rows),
    `${hidden > 0 ? `${counted(hidden, 'code')} not shown. ` : ''}${TEST_NOTE}`,
  ];
}

function row(label: string, count: CountChange, rate: RateChange): string[] {
  return [label, ...counts(count), rateText(rate.before), rateText(rate.now), pointsText(rate), rate.verdict];
}

function counts({ before, now, difference }: CountChange): string[] {
  return [thousands(before), thousands(now), signed(difference)];
}
