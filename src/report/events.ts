/** The output formats of the event stream, by the name that `--format` takes. Each makes a renderer of events. */
import type { PtkEvent } from '../model/event.js';
import type { EventItem } from '../model/event-line.js';
import { jsonLine } from '../text/escape.js';
import { pad, printable } from '../text/terminal.js';
import { eventLines } from './event-lines.js';
import { type Styler, styler } from './style.js';

/** Options of the renderers of events. */
export interface EventOptions {
  readonly color: boolean;
  /** Further keys of events, after the usual ones: the named groups of a pattern. */
  readonly fields?: readonly string[];
}

/** Renders events in order, with what stands around them in the log. */
export type EventRenderer = (items: readonly EventItem[]) => string;

/** Renders one line for each event, in order. */
type PlainRenderer = (events: readonly PtkEvent[]) => string;

export const EVENT_RENDERERS = {
  ndjson: ({ fields }) => {
    const render = eventsNdjson(fields ?? [], true);
    return (items) =>
      render(items.flatMap((item) => (item.kind === 'event' ? [{ ...item.event, text: item.text }] : [])));
  },
  text: ({ color, fields }) => eventLines(eventsText(styler(color), fields ?? []), styler(color)),
} as const satisfies Record<string, (options: EventOptions) => EventRenderer>;

export type EventFormat = keyof typeof EVENT_RENDERERS;
export const EVENT_FORMATS = Object.keys(EVENT_RENDERERS) as EventFormat[];

/** The events alone, as NDJSON. */
export function plainNdjson({ fields }: Partial<EventOptions> = {}): PlainRenderer {
  return eventsNdjson(fields ?? [], false);
}

/**
 * One JSON object a line, with the keys in the documented order. The text that all events of a code or a source share is
 * cached, which is several times as fast as `JSON.stringify` or a stream of objects. A renderer must therefore be used for
 * one run only, where a code's facts do not change.
 */
function eventsNdjson(fields: readonly string[], hasText: boolean): PlainRenderer {
  const keys = [...fields, ...(hasText ? ['text'] : [])].map((name) => [name, jsonLine(name)] as const);
  const codes = new Map<number, string>();
  let last = { name: '', json: jsonLine('') };
  return (events) => {
    let text = '';
    for (const event of events) {
      let code = codes.get(event.code);
      if (code === undefined) {
        const { name, category, severity, fault, retry } = event;
        code = jsonLine({ code: event.code, name, category, severity, fault, retry }).slice(1, -1);
        codes.set(event.code, code);
      }
      if (event.source !== last.name) last = { name: event.source, json: jsonLine(event.source) };
      const time = event.time === null ? 'null' : `"${event.time}"`;
      text += `{"time":${time},${code},"source":${last.json},"line":${event.line},"offset":${event.offset},"inherited":${event.inherited}`;
      for (const [name, key] of keys) text += `,${key}:${jsonLine(extra(event, name))}`;
      text += '}\n';
    }
    return text;
  };
}

/** The value of one of the further keys, or null. */
function extra(event: PtkEvent, name: string): string | null {
  return (event as PtkEvent & Readonly<Record<string, string | null>>)[name] ?? null;
}

/** The length of `2026-11-01T09:15:00.123Z`. */
const TIME_WIDTH = 24;
const SEVERITY_WIDTH = 8;
/** Wide enough for all but a dozen names of the built-in catalogue. Longer ones shift the rest of their line. */
const NAME_WIDTH = 32;

/** A `~` after the time marks one inherited from an earlier line. */
function eventsText(style: Styler, fields: readonly string[]): PlainRenderer {
  return (events) => {
    let text = '';
    for (const event of events) {
      const { time, code, name, severity, source, line, inherited } = event;
      const when = time === null ? style('dim', pad('no time', TIME_WIDTH)) : time.padEnd(TIME_WIDTH);
      const how = style(severity, severity) + ' '.repeat(SEVERITY_WIDTH - severity.length);
      text += `${when}${inherited ? '~' : ' '} ${how}  ${code}  ${pad(printable(name), NAME_WIDTH)}  ${printable(source)}:${line}`;
      for (const field of fields) {
        const value = extra(event, field);
        if (value !== null) text += `  ${field}=${printable(value)}`;
      }
      text += '\n';
    }
    return text;
  };
}
