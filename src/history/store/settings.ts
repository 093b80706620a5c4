/**
 * Whether a job reads lines in the same way as those that a history has counts of: the settings that counts depend on,
 * as JSON. A later version of the program may know more settings than the one that saved them. A setting that was not
 * saved was not given then, and must not be given now. So a new version by itself never refuses a job.
 */

type Settings = Readonly<Record<string, unknown>>;

/** @param made the settings that the history has, now those of the job */
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

/** The default of the first edition of the rules was: month first. */
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
