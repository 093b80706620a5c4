/**
 * Which of many texts with an event at one time may have that event in another text: logs of services that one job
 * calls have their events at few times, and to compare each text with each other one would take a square of their
 * number. Each anchor has a witness: a fingerprint of bytes around it, which the other text has there, too, if the two overlap.
 *
 *     a line of this text that has the time ──▶ digests of the bytes around it ──▶ anchors whose witnesses have these
 */
import { type DigestAt, type Fingerprint, SAMPLE_BYTES } from './fingerprints.js';
import type { LogStream } from './streams.js';

/** So many texts at one time are compared one by one. */
export const FEW_TEXTS = 16;

export interface FoundAnchor {
  readonly id: number;
  /** Where its line begins, in bytes of its text. */
  readonly at: number;
}

/** Anchors whose witnesses lie alike: from so many bytes before the line to so many behind its beginning. */
interface Alike {
  readonly before: number;
  readonly after: number;
  /** It ends with the anchor's line. */
  readonly isLineEnd: boolean;
  readonly byDigest: Map<string, Map<number, FoundAnchor[]>>;
}

export class AnchorsAtTime {
  readonly #time: number;
  readonly #alike = new Map<string, Alike>();
  /** Where the anchors of a text are. */
  readonly #places = new Map<number, Map<number, FoundAnchor[]>[]>();
  /** Texts whose anchors are not among these yet. */
  readonly pending: Set<number>;

  constructor(time: number, ids: Iterable<number>) {
    this.#time = time;
    this.pending = new Set(ids);
  }

  add({ id, anchors, fingerprints }: LogStream): void {
    this.delete(id);
    const places: Map<number, FoundAnchor[]>[] = [];
    for (const { time, at } of anchors) {
      if (time !== this.#time) continue;
      const texts = this.#withWitness(at, witnessOf(fingerprints, at));
      const its = texts.get(id);
      if (its === undefined) texts.set(id, [{ id, at }]);
      else its.push({ id, at });
      places.push(texts);
    }
    this.#places.set(id, places);
  }

  delete(id: number): void {
    this.pending.delete(id);
    for (const texts of this.#places.get(id) ?? []) texts.delete(id);
    this.#places.delete(id);
  }

  #withWitness(at: number, { from, end, digest }: Fingerprint): Map<number, FoundAnchor[]> {
    const [before, after] = [at - from, end - at];
    const isLineEnd = end > at && (from === 0 || isLineAt({ from, end }, at));
    const key = `${before} ${after} ${isLineEnd}`;
    const alike = this.#alike.get(key) ?? { before, after, isLineEnd, byDigest: new Map() };
    this.#alike.set(key, alike);
    const texts = alike.byDigest.get(digest) ?? new Map<number, FoundAnchor[]>();
    alike.byDigest.set(digest, texts);
    return texts;
  }

  /**
   * Anchors that may be the event of a line.
   * @param line where it begins in the other text, and its length with its LF; null: not known. Bytes
   * @param end of the other text, as far as it is compared
   * @param digestAt of the other text; where it has none, all may be
   */
  *find(
    { at, length }: { readonly at: number; readonly length: number | null },
    end: number,
    digestAt: DigestAt,
  ): Iterable<FoundAnchor> {
    for (const { before, after, isLineEnd, byDigest } of this.#alike.values()) {
      // One that would end behind the text cannot be in it, and no other fingerprint behind the line either.
      if (at + after > end || (isLineEnd && length !== null && length !== after)) continue;
      const digest = before > at || after === 0 ? null : digestAt(at - before, at + after);
      const found = digest === null ? byDigest.values() : [byDigest.get(digest) ?? new Map()];
      for (const texts of found) for (const anchors of texts.values()) yield* anchors;
    }
  }
}

/** The line alone, where it has a fingerprint; otherwise the first one that ends behind the line's beginning. */
function witnessOf(fingerprints: readonly Fingerprint[], at: number): Fingerprint {
  return (
    fingerprints.find((each) => isLineAt(each, at)) ??
    fingerprints.find(({ end }) => end > at) ?? { from: at, end: at, digest: '' }
  );
}

/** Shorter ranges than samples, but for those of the head, are single lines. */
function isLineAt({ from, end }: Pick<Fingerprint, 'from' | 'end'>, at: number): boolean {
  return from === at && from > 0 && end - from < SAMPLE_BYTES;
}
