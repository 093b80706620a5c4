/**
 * Rule 1: where a candidate may begin and end. The byte before it and the byte after it must not be an ASCII letter,
 * digit or `_`; before it the letters `PTK` may stand instead, at an edge themselves, with one `-` or `_` after them.
 */

const PTK_LABEL = /(?<!\w)ptk[-_]?$/i;

/** Six digits from 106000 to 109999 that no further digit touches; only these are ever looked at. */
export const CODE_DIGITS = /(?<!\d)10[6-9]\d{3}(?!\d)/g;
export const CODE_LENGTH = 6;

export type Edges = { readonly kind: 'free' | 'ptk' } | { readonly kind: 'touched'; readonly by: string };

/** Whether the six digits at `offset` stand free, are labelled by `PTK`, or are touched by a letter or `_`. */
export function readEdges(line: string, offset: number): Edges {
  const after = line[offset + CODE_LENGTH] ?? '';
  if (/\w/.test(after)) return { kind: 'touched', by: after };
  // Five bytes are enough to see `PTK-` and the byte before it.
  if (PTK_LABEL.test(line.slice(Math.max(0, offset - 5), offset))) return { kind: 'ptk' };
  const before = line[offset - 1] ?? '';
  if (/\w/.test(before)) return { kind: 'touched', by: before };
  return { kind: 'free' };
}
