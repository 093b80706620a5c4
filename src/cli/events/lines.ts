/** The options by which `events` shows lines of the log. */
import { usageError } from '../../model/errors.js';
import type { EventContext } from '../../model/event-line.js';
import type { EventFormat } from '../../report/events.js';
import type { OptionTable } from '../../settings/option.js';
import { wholeNumber } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';

const GROUP = 'Lines:';
const MAX_CONTEXT = 1000;

export const EVENT_LINE_OPTIONS = {
  text: { describe: "add the log's line to each event; the format text always has it", isSwitch: true, group: GROUP },
  context: { describe: 'N lines before and after each event, in the format text', short: 'C', group: GROUP },
  before: { describe: 'N lines before', short: 'B', group: GROUP },
  after: { describe: 'N lines after', short: 'A', group: GROUP },
  most: { describe: 'at most N events, then stop reading', short: 'n', group: GROUP },
} as const satisfies OptionTable;

interface EventLinesWanted extends EventContext {
  readonly hasText: boolean;
  /** How many events; Infinity: all. */
  readonly most: number;
}

/** @throws LogscanError `usage` */
export function eventLinesOf(raw: RawOptions, format: EventFormat): EventLinesWanted {
  const lines = (name: string) => {
    const given = raw.value(name);
    if (given !== null && format !== 'text') {
      throw usageError(
        `${given.label}: expected with --format text (an event in ${format} has its own line alone, by --text); got ${format}`,
      );
    }
    return given === null ? null : wholeNumber(given, 0, MAX_CONTEXT);
  };
  const around = lines('context') ?? 0;
  const most = raw.value('most');
  return {
    hasText: format === 'text' || raw.flag('text'),
    before: lines('before') ?? around,
    after: lines('after') ?? around,
    most: most === null ? Number.POSITIVE_INFINITY : wholeNumber(most, 1, 1e9),
  };
}
