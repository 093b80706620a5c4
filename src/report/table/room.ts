/**
 * How many rows the parts at the end of the table get. They are what matters, and a screen shows the end of what was
 * written: so they are made to fit it together, and what does not fit is added up in one row.
 */

/** Rows of each part without its title; `Infinity` where there is no limit. */
export interface Room {
  readonly groups: number;
  readonly errors: number;
  readonly well: number;
}

export const ALL_ROWS: Room = { groups: Infinity, errors: Infinity, well: Infinity };

/** For the command and the next prompt. */
const AROUND = 2;
/** A part that is there has at least these, however small the screen. */
const LEAST: Room = { groups: 3, errors: 3, well: 2 };

/**
 * @param height rows of the screen
 * @param wants rows that each part has
 * @param taken rows of all else at the end: titles, sums, the conclusion, blank lines
 */
export function roomOf(height: number, wants: Room, taken: number): Room {
  const room = Math.max(0, height - AROUND - taken);
  const give = (part: keyof Room, most: number) => Math.min(wants[part], Math.max(LEAST[part], most));
  const least = (part: keyof Room) => Math.min(wants[part], LEAST[part]);
  // Half of the room is for errors, the other for whom they hit; what is well has what both leave.
  const errors = give('errors', wants.groups > 0 ? Math.floor(room / 2) : room - least('well'));
  const groups = give('groups', room - errors - least('well'));
  return { errors, groups, well: give('well', room - errors - groups) };
}
