/** Draws a page: a pure function of what is known, where the reader is, and the size of the screen. */

import { type Canvas, canvas } from '../../../report/table/canvas.js';
import { counted } from '../../../text/numbers.js';
import { pad, printable, truncate, width } from '../../../text/terminal.js';
import { codeChart, detailTitle, wholeLine } from './details.js';
import { concluded, headline, sparklines } from './header.js';
import { helpRows } from './help.js';
import { linesSection } from './lines-section.js';
import { chosenIndex, type Item, placeOf, type ScreenState } from './place.js';
import {
  codesOfGroup,
  codesSection,
  groupOf,
  groupsOfCode,
  groupsSection,
  hasFilter,
  type Looks,
  type Section,
} from './sections.js';
import { shareRows } from './share-rows.js';
import type { Size, Snapshot } from './snapshot.js';

export interface Look extends Looks {
  readonly color: boolean;
  /** Whether there are keys: otherwise nothing is chosen. */
  readonly hasKeys: boolean;
  /** Milliseconds that the lists are of. */
  readonly span: number;
}

export interface Page {
  /** As many as the screen has, none wider than it. */
  readonly rows: readonly string[];
  /** What can be chosen, from the top. */
  readonly items: readonly Item[];
}

/** From so many rows on there are blank ones between the parts. */
const ROOMY = 32;
/** The sparklines take two rows, from so many on. */
const ROWS_FOR_SPARKLINES = 14;

export function drawPage(shown: Snapshot, state: ScreenState, size: Size, look: Look): Page {
  const on = canvas(size.columns, look.color);
  const last = footer(shown, state, on, look);
  const room = size.rows - 1;
  if (state.isHelp) return framed({ rows: helpRows(on), items: [] }, last, size);
  const top = size.rows < 8 ? [] : headline(shown, on, size.columns < 100 && size.rows >= 16 ? 2 : 1);
  const blank = size.rows >= ROOMY ? [''] : [];
  const body = bodyOf(shown, state, look, on, room - top.length - blank.length, blank);
  return framed({ rows: [...top, ...blank, ...body.rows], items: body.items }, last, size);
}

function bodyOf(
  { recent, lines }: Snapshot,
  state: ScreenState,
  look: Look,
  on: Canvas,
  room: number,
  blank: readonly string[],
): Page {
  const place = placeOf(state);
  if (place.line !== null) return { rows: wholeLine(place.line, recent, on), items: [] };
  const has = hasFilter(state.filter);
  const group = place.group === null ? null : groupOf(recent, place.group);
  const above = [
    ...(room >= ROWS_FOR_SPARKLINES && place.group === null
      ? [...(place.code === null ? sparklines(recent, on) : codeChart(recent, place.code, on)), ...blank]
      : []),
    ...(place.code === null && place.group === null
      ? concluded(recent, look.span, on, Math.max(4, Math.floor(room / 3)))
      : detailTitle(place, recent, look, on)),
  ];
  const sections = [
    place.code !== null ? null : group === null ? codesSection(recent, has, on) : codesOfGroup(recent, group, has, on),
    place.group !== null
      ? null
      : place.code === null
        ? groupsSection(recent, has, look, on)
        : groupsOfCode(recent, place.code, has, on),
    linesSection(recent, lines, place, has, on),
  ].filter((section) => section !== null);
  const items = sections.flatMap((section) => section.items).filter((item) => item !== null);
  if (sections.length === 0) {
    return { rows: [...above, ...blank, on.style('dim', nothing(state))], items };
  }
  const chosen = look.hasKeys ? (items[chosenIndex(place, items)] ?? null) : null;
  const heights = shareRows(
    sections.map((section) => 1 + blank.length + section.items.length),
    room - above.length,
    sections.findIndex((section) => section.items.includes(chosen)),
    2 + blank.length,
  );
  const rows = sections.flatMap((section, i) =>
    heights[i] === 0 ? [] : [...blank, ...window(section, heights[i]! - blank.length, chosen, on)],
  );
  return { rows: [...above, ...rows], items };
}

function nothing({ filter }: ScreenState): string {
  return filter === '' ? 'Nothing yet' : `Nothing has ${JSON.stringify(printable(filter))}`;
}

/** A title and `height - 1` rows of a section, so that what is chosen is among them. */
function window(
  { title, rows, items }: Section,
  height: number,
  chosen: Item | null,
  { columns, style }: Canvas,
): string[] {
  const most = height - 1;
  const at = chosen === null ? -1 : items.indexOf(chosen);
  // The last row says how many more there are.
  const last = at - most + (most > 1 ? 2 : 1);
  const from = Math.max(0, Math.min(last, items.length - most));
  const until = from + most;
  const shown = rows(from, until).map((row, i) => (from + i === at ? inverse(row, columns) : row));
  const below = items.length - until;
  if (below > 0 && shown.length > 1) {
    shown[shown.length - 1] = style('dim', `… ${counted(below + 1, 'more', 'more')}`);
  }
  return [title, ...shown];
}

/** Of no colour: the terminal's own, the other way round. */
function inverse(row: string, columns: number): string {
  return `\x1b[7m${pad(clipped(row, columns), columns)}\x1b[27m`;
}

function footer({ missed }: Snapshot, state: ScreenState, { columns, style }: Canvas, { hasKeys }: Look): string {
  const { filter, isTyping, isHelp, places } = state;
  const text = printable(filter);
  if (isTyping) return `/${text}${inverse(' ', 1)}`;
  const paused = missed === null ? '' : `paused, ${counted(missed, 'event')} since   `;
  const keys = !hasKeys
    ? ['Ctrl-C ends']
    : isHelp
      ? ['any key goes back']
      : [
          ...(filter === '' ? [] : [`/${text}`]),
          ...(places.length > 1 ? ['Esc back'] : []),
          ...['? help', 'q ends', 'arrows and Enter go into a row', '/ filters', 'p pauses'],
        ];
  let said = '';
  for (const key of keys) if (width(paused + said + key) + 3 <= columns) said += `${said === '' ? '' : '   '}${key}`;
  return style('warning', truncate(paused, columns)) + style('dim', said);
}

/** Exactly as large as the screen. */
function framed({ rows, items }: Page, last: string, { columns, rows: height }: Size): Page {
  const body = rows.slice(0, Math.max(0, height - 1));
  while (body.length < height - 1) body.push('');
  return { rows: [...body, last].slice(-Math.max(1, height)).map((row) => clipped(row, columns)), items };
}

/** Tables are at least 40 columns wide, and characters of a line may be wider than they are counted. */
function clipped(row: string, columns: number): string {
  return width(row) <= columns ? row : truncate(printable(row), columns);
}
