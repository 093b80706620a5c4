/**
 * Whether a job reads lines as those were read that are in a history already: the settings that counts depend on,
 * as JSON. A later version of the program may know more of them than the one that wrote them down: what is not there
 * was not given then, and must not be given now. So a new version by itself never turns a job away.
 */

type Settings = Readonly<Record<string, unknown>>;

/** @param made as the history has it, now what the job says */
export function agrees(made: string, now: string): boolean {
  if (made === now) return true;
  const [before, wanted] = [parse(made), parse(now)];
  if (before === null || wanted === null) return false;
  return [...new Set([...Object.keys(before), ...Object.keys(wanted)])].every((name) => {
    if (Object.hasOwn(before, name) && Object.hasOwn(wanted, name)) {
      return JSON.stringify(before[name]) === JSON.stringify(wanted[name]);
    }
    const value = before[name] ?? wanted[name];
    return isNotGiven(value) || isFirstOrder(name, value);
  });
}

/** In the first edition of the rules the month came first unless something else was said. */
function isFirstOrder(name: string, value: unknown): boolean {
  return name === 'dateOrder' && value === 'mdy';
}

function isNotGiven(value: unknown): boolean {
  return value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

function parse(text: string): Settings | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Settings) : null;
  } catch {
    return null;
  }
}
