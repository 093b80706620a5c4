/**
 * A line that does not fit a block. If it is JSON, its time may stand in any of its blocks: its codes wait (`pending`)
 * until it is found or the line ends. Until then numbers are read both ways (`readAsText`). Every other line has its time in the first block with text.
 */
import { objectStart } from './json';
import { beginWalk, leaveWalk, walkEnded, walkOn } from './json-walk';
import { setLatest } from './latest-time';
import { BLOCK, LF, NO_ZONE } from './layout';
import { textStartBefore } from './line-text';
import { clock, day, zone } from './datetime-parts';
import { findTextTime, setStamp, stampFrom, stampIds, stampTo } from './stamps';

/** There is no such line; nothing visible of it so far; JSON whose time is looked for; its time is decided. */
const NONE: i32 = 0;
const LEADING: i32 = 1;
const SEARCHING: i32 = 2;
const DECIDED: i32 = 3;

let state: i32 = NONE;
/** Whether the line begins in this block. */
let beginsHere: bool = false;
let isJson: bool = false;
let hasOwn: bool = false;
/** The time that the line has if it is read as text. */
let hasText: bool = false;
let textLocal: i64 = 0;
let textZone: i32 = NO_ZONE;
/** How the line is read: its time is that of its text. While its time is looked for, as it was asked to be read. */
let isText: bool = false;

/** While the line's time is looked for: reads it as if its time were that of its text, or not. */
export function readAsText(asText: bool): void {
  isText = asText;
}

/** Whether the line's time is that of its text. */
export function isReadAsText(): bool {
  return isText;
}

export function forgetOpenLine(): void {
  state = NONE;
}

/** Whether the line goes on from an earlier block, or to the next one. */
@inline
export function isOpenLine(lineStart: usize): bool {
  return lineStart < BLOCK || (beginsHere && lineStart == BLOCK);
}

export function openHasStamp(): bool {
  return state == DECIDED ? hasOwn : isText && hasText;
}

export function openIsJson(): bool {
  return isJson;
}

/** Whether the codes of the line have to wait. */
export function isUndecided(): bool {
  return state == SEARCHING || state == LEADING;
}

/** Whether no visible byte of the line was read so far. */
export function isLeading(): bool {
  return state == LEADING;
}

/** The block in [BLOCK, end) begins. `continued`: it begins within a line; `goesOn`: it ends within one. */
export function openBlock(end: usize, continued: bool, goesOn: bool): void {
  beginsHere = !continued && goesOn;
  if (!continued) {
    state = NONE;
    if (!goesOn) return;
    state = LEADING;
    hasOwn = false;
    hasText = false;
    isJson = false;
  }
  let stop = end;
  if (!goesOn) {
    stop = BLOCK;
    while (<i32>load<u8>(stop) != LF) stop++;
  }
  if (state == LEADING) {
    const start = textStartBefore(BLOCK, stop);
    if (start < stop) beginText(start, stop);
  } else if (state == SEARCHING) {
    if (walkOn(BLOCK, stop)) decide();
  }
  if (!goesOn && state != DECIDED) decide();
}

/** The text of the line begins at `start`. */
function beginText(start: usize, stop: usize): void {
  const object = objectStart(start);
  isJson = object != 0;
  hasText = findTextTime(start, start, isJson);
  if (hasText) {
    textLocal = day + <i64>clock;
    textZone = zone;
  }
  if (!isJson) {
    decide();
    return;
  }
  state = SEARCHING;
  beginWalk();
  if (walkOn(object, stop)) decide();
}

/** Decides the line's time: the rest of the line cannot change it. */
function decide(): void {
  state = DECIDED;
  hasOwn = true;
  isText = false;
  if (isJson && walkEnded()) setLatest(day + <i64>clock, zone);
  else if (hasText) {
    isText = true;
    setLatest(textLocal, textZone);
  } else hasOwn = false;
}

/** Ends the block: the stamp's addresses become those of the next block, `length` bytes later. */
export function leaveBlock(length: usize): void {
  leaveWalk(length);
  setStamp(stampFrom - length, stampTo - length, stampIds);
}
