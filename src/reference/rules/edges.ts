/** Rule 1: where a candidate may begin and end, and the words that label it by standing right before it. */
import { PREFIXES } from '../../model/rule-words.js';
import { catalogueNameBefore, catalogueNameBehind } from './catalogue-name.js';
import type { Place } from './place.js';

/** Six digits from 106000 to 109999, whatever stands around them. */
export const CANDIDATE = /(?=(10[6-9]\d{3}))/g;

const PREFIX = new RegExp(`(?<!\\w)(?:ptk_)?(${PREFIXES.join('|')})[-_]?$`, 'i');

export type Edges = { readonly kind: 'free' | 'prefixed' | 'touched'; readonly by: string };

/** Whether the candidate stands free, is labelled by a word right before it, or is touched by a letter, a digit or `_`. */
export function readEdges(place: Place): Edges {
  const [before, after] = [place.before.text, place.after.text];
  const behind = after[0] ?? '';
  if (/\w/.test(behind) && !(behind === '_' && catalogueNameBehind(place) !== null))
    return { kind: 'touched', by: behind };
  const prefix = /^\.[A-Za-z]/.test(after) ? null : PREFIX.exec(before);
  if (prefix !== null) return { kind: 'prefixed', by: prefix[1]! };
  const touching = before.at(-1) ?? '';
  if (/\w/.test(touching) && !(touching === '_' && catalogueNameBefore(place) !== null)) {
    return { kind: 'touched', by: touching };
  }
  return { kind: 'free', by: '' };
}
