/**
 * Events and their lines as `grep` shows them: each event's facts, then its line, with lines around it; groups of lines that
 * do not follow each other in the log are divided by `--`.
 */
import type { PtkEvent } from '../model/event.js';
import type { EventItem } from '../model/event-line.js';
import { quotedContext, quotedLogLine } from './log-line.js';
import type { Styler } from './style.js';

/** @param facts renders events without their lines */
export function eventLines(
  facts: (events: readonly PtkEvent[]) => string,
  style: Styler,
): (items: readonly EventItem[]) => string {
  return (items) => {
    let text = '';
    for (let i = 0; i < items.length; ) {
      const item = items[i]!;
      if (item.kind === 'event') {
        const events = eventsOfLine(items, i);
        text += `${facts(events)}${quotedLogLine(item.text, events, style)}\n`;
        i += events.length;
        continue;
      }
      text += `${item.kind === 'gap' ? style('dim', '--') : quotedContext(item.text, style)}\n`;
      i += 1;
    }
    return text;
  };
}

/** The events from the i-th item on that are of one line. */
function eventsOfLine(items: readonly EventItem[], i: number): PtkEvent[] {
  const events: PtkEvent[] = [];
  for (let item = items[i]; item?.kind === 'event'; item = items[i + events.length]) {
    const [first] = events;
    if (first !== undefined && (item.event.line !== first.line || item.event.source !== first.source)) break;
    events.push(item.event);
  }
  return events;
}
