/** The forms of an event stream, by the name that `--format` takes: each makes a renderer of batches. */
import type { PtkEvent } from '../model/event.js';
import { jsonLine } from '../text/escape.js';
import { pad, printable } from '../text/terminal.js';
import { type Styler, styler } from './style.js';

/** What the renderers of events can be told. */
export interface EventOptions {
  readonly color: boolean;
  /** Keys that events have behind their own: the groups of a pattern. */
  readonly fields?: readonly string[];
}

/** One line an event, in order; empty for no events. */
export type EventRenderer = (events: readonly PtkEvent[]) => string;

export const EVENT_RENDERERS = {
  ndjson: ({ fields }: Partial<EventOptions> = {}) => eventsNdjson(fields ?? []),
  text: ({ color, fields }) => eventsText(styler(color), fields ?? []),
} as const satisfies Record<string, (options: EventOptions) => EventRenderer>;

export type EventFormat = keyof typeof EVENT_RENDERERS;
export const EVENT_FORMATS = Object.keys(EVENT_RENDERERS) as EventFormat[];

/**
 * One JSON object a line, keys in the order of the contract. What events of one code or source have in common is written
 * once and remembered, which makes this several times as fast as `JSON.stringify` or a stream of objects. So a renderer
 * serves one run, in which a code means one thing.
 */
function eventsNdjson(fields: readonly string[]): EventRenderer {
  const keys = fields.map((name) => [name, jsonLine(name)] as const);
  const codes = new Map<number, string>();
  const sources = new Map<string, string>();
  return (events) => {
    let text = '';
    for (const event of events) {
      let code = codes.get(event.code);
      if (code === undefined) {
        const { name, category, severity, fault, retry } = event;
        code = jsonLine({ code: event.code, name, category, severity, fault, retry }).slice(1, -1);
        codes.set(event.code, code);
      }
      let source = sources.get(event.source);
      if (source === undefined) {
        source = jsonLine(event.source);
        sources.set(event.source, source);
      }
      const time = event.time === null ? 'null' : `"${event.time}"`;
      text += `{"time":${time},${code},"source":${source},"line":${event.line},"offset":${event.offset},"inherited":${event.inherited}`;
      for (const [name, key] of keys) text += `,${key}:${jsonLine(extra(event, name))}`;
      text += '}\n';
    }
    return text;
  };
}

/** A key that the event has behind its own, or null. */
function extra(event: PtkEvent, name: string): string | null {
  return (event as PtkEvent & Readonly<Record<string, string | null>>)[name] ?? null;
}

/** `2026-11-01T09:15:00.123Z`. */
const TIME_WIDTH = 24;
const SEVERITY_WIDTH = 8;
/** Fits all but a dozen of the names; the longer ones push their line's end to the right. */
const NAME_WIDTH = 32;

/** `~` after a time says that it comes from an earlier line. */
function eventsText(style: Styler, fields: readonly string[]): EventRenderer {
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
