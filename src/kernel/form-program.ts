/**
 * The forms of written times as a program for the kernel: a tree of steps, in which forms that begin alike share their
 * first ones. A step is four bytes:
 *
 *     what to read   u8   see STEP
 *     how            u8   a byte, a part of a date (see FIELD), or the flags of a form
 *     other step     u16  number of the step to try where this one, or all behind it, does not read; 0: none
 *
 * The step behind is the next one. Number 0 is none.
 */
import type { DateOrder } from '../model/rules.js';
import {
  BETWEEN_FORMS,
  DATE_FORMS,
  type DateForm,
  TIME_FORMS,
  type TimeForm,
  tokensOf,
} from '../model/timestamp-forms.js';

/** What a step reads; the kernel has the same numbers (`assembly/forms.ts`). */
const STEP = { digits: 1, byte: 2, blanks: 3, month: 4, level: 5, date: 6, between: 7, time: 8 } as const;
/** Digits of a date or a time: the field's number, plus 16 where there are exactly two, 32 where exactly four. */
const FIELD: Readonly<Record<string, number>> = {
  ...{ Y: 0 | 32, y: 1 | 16, M: 2, MM: 2 | 16, D: 3, DD: 3 | 16, A: 4, B: 5 },
  ...{ h: 6, hh: 6 | 16, m: 7, mm: 7 | 16, s: 8, ss: 8 | 16 },
};
/** Flags of a form of dates. */
const DATE = { monthFirst: 1, dayFirst: 2, compact: 4, yearBehind: 8, ids: 16, noYear: 32, hasYear: 64 } as const;
/** Flag of a form of times: without seconds. */
const SHORT = 1;

/** The program, and the numbers of the steps with which each part of a timestamp begins. */
export interface FormProgram {
  /** One character a byte. */
  readonly text: string;
  readonly dates: number;
  readonly betweens: number;
  readonly times: number;
  readonly compactTimes: number;
}

interface Step {
  readonly what: number;
  readonly how: number;
  readonly behind: Step[];
}

/** The program for the order of dates that was given, or for none. */
export function formProgram(dateOrder: DateOrder | null): FormProgram {
  const dates: Step[] = [];
  for (const form of DATE_FORMS) {
    if (form.order !== undefined && (form.order === 'given') !== (dateOrder !== null)) continue;
    add(dates, [...tokensOf(form.pattern).map(stepOf), { what: STEP.date, how: dateFlags(form, dateOrder) }]);
  }
  const betweens: Step[] = [];
  for (const text of BETWEEN_FORMS) {
    const parts = [...text].map((part) => (part === ' ' ? stepOf(part) : byteStep(part)));
    add(betweens, [...parts, { what: STEP.between, how: 0 }]);
  }
  const times: Step[] = [];
  for (const form of TIME_FORMS) add(times, timeSteps(form));
  const compactTimes: Step[] = [];
  for (const form of TIME_FORMS) if (form.pattern === 'hhmmss') add(compactTimes, timeSteps(form));

  const words: number[] = [0];
  const [dateRoot, betweenRoot, timeRoot, compactRoot] = [dates, betweens, times, compactTimes].map((steps) =>
    write(words, steps),
  );
  return {
    text: Buffer.from(Uint32Array.from(words).buffer).toString('latin1'),
    dates: dateRoot!,
    betweens: betweenRoot!,
    times: timeRoot!,
    compactTimes: compactRoot!,
  };
}

function timeSteps({ pattern, isShort }: TimeForm): Omit<Step, 'behind'>[] {
  return [...tokensOf(pattern).map(stepOf), { what: STEP.time, how: isShort ? SHORT : 0 }];
}

function stepOf(part: string): Omit<Step, 'behind'> {
  if (part === ' ') return { what: STEP.blanks, how: 0 };
  if (part === 'N') return { what: STEP.month, how: 0 };
  if (part === 'L') return { what: STEP.level, how: 0 };
  const field = FIELD[part];
  return field === undefined ? byteStep(part) : { what: STEP.digits, how: field };
}

/** Letters are compared in lower case. */
function byteStep(character: string): Omit<Step, 'behind'> {
  return { what: STEP.byte, how: character.toLowerCase().charCodeAt(0) };
}

function dateFlags(form: DateForm, dateOrder: DateOrder | null): number {
  const first =
    form.first === undefined ? null : dateOrder === null ? form.first : dateOrder === 'mdy' ? 'month' : 'day';
  return (
    (first === 'month' ? DATE.monthFirst : 0) |
    (first === 'day' ? DATE.dayFirst : 0) |
    (form.isCompact ? DATE.compact : 0) |
    (form.mayEndWithYear ? DATE.yearBehind : 0) |
    (form.isFollowedByIds ? DATE.ids : 0) |
    (form.family === 'no-year' ? DATE.noYear : 0) |
    (/[Yy]/.test(form.pattern) ? DATE.hasYear : 0)
  );
}

/** Adds a form's steps to a tree. The steps that it shares with earlier forms are there once. */
function add(steps: Step[], form: readonly Omit<Step, 'behind'>[]): void {
  let at = steps;
  for (const { what, how } of form) {
    let step: Step | undefined;
    for (const other of at) if (other.what === what && other.how === how) step = other;
    if (step === undefined) {
      step = { what, how, behind: [] };
      at.push(step);
    }
    at = step.behind;
  }
}

/** Writes the steps of a tree, one behind the other, and answers the number of the first one; 0 where there is none. */
function write(words: number[], steps: readonly Step[]): number {
  const first = words.length;
  for (const [i, { what, how, behind }] of steps.entries()) {
    const at = words.push(what | (how << 8)) - 1;
    write(words, behind);
    if (i < steps.length - 1) words[at]! |= words.length << 16;
  }
  return steps.length === 0 ? 0 : first;
}
