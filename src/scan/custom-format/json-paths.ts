/** Paths into JSON: `response.status.code`, `errors[0].code`, `errors[].code` for all elements, `["a.b"]` for any name. */
import { usageError } from '../../model/errors.js';
import { quoted } from '../../text/quoted.js';

/** A name, an index from 0, or null for every element. */
export type PathStep = string | number | null;

const STEP_PATTERN = /(?:^|\.)([^.[\]"\s][^.[\]"]*)|\[(\d{1,9})\]|\[\*?\](?=[.[]|$)|\[("(?:[^"\\]|\\.)*")\]/y;

/** @throws LogscanError `usage` */
export function parseJsonPath(text: string): readonly PathStep[] {
  const path = text.trim().replace(/^\$(?:\.|(?=\[)|$)/, '');
  const steps: PathStep[] = [];
  let at = 0;
  while (at < path.length) {
    STEP_PATTERN.lastIndex = at;
    const match = STEP_PATTERN.exec(path);
    if (match === null) break;
    const [all, name, index, odd] = match;
    if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else if (odd !== undefined) steps.push(nameIn(odd, text));
    else steps.push(null);
    at += all.length;
  }
  if (steps.length === 0 || at < path.length) throw noPath(text);
  return steps;
}

function nameIn(literal: string, text: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    throw noPath(text);
  }
}

function noPath(text: string): Error {
  return usageError(
    `json path: expected names, indexes and [], such as status.code, errors[0].code, errors[].code or ["a.b"]; got ${quoted(text)}`,
  );
}

/** The values at the path, several where it goes through all elements of an array. Nulls are left out. */
export function valuesAt(value: unknown, path: readonly PathStep[]): unknown[] {
  let found = value;
  for (const [i, step] of path.entries()) {
    if (typeof found !== 'object' || found === null) return [];
    if (step === null) {
      const rest = path.slice(i + 1);
      return Array.isArray(found) ? found.flatMap((element) => valuesAt(element, rest)) : [];
    }
    if (!Object.hasOwn(found, step)) return [];
    found = (found as Record<PropertyKey, unknown>)[step];
  }
  return found === null ? [] : [found];
}
