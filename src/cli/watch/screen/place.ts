/** Where a reader is, and what each key does there. */
import type { LiveLine } from '../../../watch/view.js';
import type { Key } from '../../terminal-keys.js';

/** What a row stands for, which Enter goes into. */
export interface Item {
  /** The same from frame to frame, wherever the row moves to. */
  readonly id: string;
  readonly section: 'codes' | 'groups' | 'lines';
  readonly into: Partial<Pick<Place, 'code' | 'group' | 'line'>>;
}

export interface Place {
  /** Only this code; null: all. */
  readonly code: number | null;
  /** Only this group, by its values as a summary has them; null: all. */
  readonly group: readonly string[] | null;
  /** A line, shown whole; null: none. */
  readonly line: LiveLine | null;
  /** What is chosen: by its id, and by where it was, should it be gone. Null: the first, whatever that is. */
  readonly chosen: { readonly id: string; readonly index: number } | null;
}

export interface ScreenState {
  /** From the first page on; the reader is in the last. */
  readonly places: readonly Place[];
  /** Rows that hold this text, in any case. */
  readonly filter: string;
  readonly isTyping: boolean;
  readonly isHelp: boolean;
  readonly isPaused: boolean;
}

const FIRST: Place = { code: null, group: null, line: null, chosen: null };
export const BEGIN: ScreenState = { places: [FIRST], filter: '', isTyping: false, isHelp: false, isPaused: false };

export function placeOf({ places }: ScreenState): Place {
  return places.at(-1)!;
}

/** Its place among the items; -1 where there are none. */
export function chosenIndex({ chosen }: Place, items: readonly Item[]): number {
  if (chosen === null) return items.length === 0 ? -1 : 0;
  const at = items.findIndex(({ id }) => id === chosen.id);
  return at >= 0 ? at : Math.min(chosen.index, items.length - 1);
}

/**
 * @param items of the page that is shown, from the top
 * @param page rows that Page Down passes
 * @returns null: the key ends the run
 */
export function press(state: ScreenState, key: Key, items: readonly Item[], page: number): ScreenState | null {
  if (key.name === 'ctrl+c') return null;
  if (state.isTyping) return typed(state, key);
  if (key.name === 'q') return null;
  if (state.isHelp) return { ...state, isHelp: false };
  const move = movement(key, chosenIndex(placeOf(state), items), items, page);
  if (move !== null) return choose(state, items, move);
  switch (key.name) {
    case 'enter':
    case 'right':
      return enter(state, items);
    case 'escape':
    case 'left':
    case 'backspace':
      return back(state);
    case '/':
      return { ...state, isTyping: true };
    case 'p':
      return { ...state, isPaused: !state.isPaused };
    case '?':
    case 'h':
      return { ...state, isHelp: true };
    default:
      return state;
  }
}

/** Where the key moves to; null: it is no such key. */
function movement({ name }: Key, at: number, items: readonly Item[], page: number): number | null {
  switch (name) {
    case 'up':
    case 'k':
      return at - 1;
    case 'down':
    case 'j':
      return at + 1;
    case 'pageup':
      return at - page;
    case 'pagedown':
    case ' ':
      return at + page;
    case 'home':
      return 0;
    case 'end':
      return items.length - 1;
    case 'tab': {
      const next = items.findIndex(({ section }, i) => i > at && section !== items[at]?.section);
      return Math.max(0, next);
    }
    default:
      return null;
  }
}

function choose(state: ScreenState, items: readonly Item[], wanted: number): ScreenState {
  const index = Math.max(0, Math.min(items.length - 1, wanted));
  const item = items[index];
  if (item === undefined) return state;
  return inPlace(state, { ...placeOf(state), chosen: { id: item.id, index } });
}

function enter(state: ScreenState, items: readonly Item[]): ScreenState {
  const place = placeOf(state);
  const index = chosenIndex(place, items);
  const item = items[index];
  if (item === undefined) return state;
  // Back again, what was entered is chosen, wherever it stands by then.
  const here = inPlace(state, { ...place, chosen: { id: item.id, index } });
  return { ...here, places: [...here.places, { ...place, ...item.into, chosen: null }] };
}

/** Out of the place; on the first page out of the filter, then to its top. */
function back(state: ScreenState): ScreenState {
  if (state.places.length > 1) return { ...state, places: state.places.slice(0, -1) };
  return state.filter !== '' ? { ...state, filter: '' } : inPlace(state, FIRST);
}

function inPlace(state: ScreenState, place: Place): ScreenState {
  return { ...state, places: [...state.places.slice(0, -1), place] };
}

/** Longer texts are no filter. */
const LONGEST_FILTER = 200;

function typed(state: ScreenState, { name, text }: Key): ScreenState {
  const first = (filter: string) => inPlace({ ...state, filter }, { ...placeOf(state), chosen: null });
  if (name === 'enter') return { ...state, isTyping: false };
  if (name === 'escape') return { ...first(''), isTyping: false };
  if (name === 'ctrl+u') return first('');
  if (name === 'backspace') return first(Array.from(state.filter).slice(0, -1).join(''));
  return text === '' ? state : first((state.filter + text).slice(0, LONGEST_FILTER));
}
