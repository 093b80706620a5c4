/** Statistics on the bytes of the lines: encoding and line ends. */
import { isUtf8 } from 'node:buffer';
import type { OpenSource } from '../sources/open-source.js';
import type { Excerpt, TextFacts } from './diagnosis.js';
import { around, excerptOf } from './excerpt.js';
import type { SampleLine } from './sample-lines.js';

const UNKNOWN = { archive: null, encoding: 'utf-8', compression: 'none', marked: false } as const;

export class TextStats {
  #lf = 0;
  #crlf = 0;
  #invalid = 0;
  #invalidExample: Excerpt | null = null;
  #isAscii = true;
  /** Bytes, and how many of them are NUL. */
  #bytes = 0;
  #nuls = 0;

  add(line: SampleLine): void {
    if (line.end === 'lf') this.#lf += 1;
    if (line.end === 'crlf') this.#crlf += 1;
    this.#bytes += line.bytes.length;
    if (line.bytes.includes('\0')) this.#nuls += line.bytes.split('\0').length - 1;
    if (!/[\x80-\xff]/.test(line.bytes)) return;
    this.#isAscii = false;
    const bytes = Buffer.from(line.bytes, 'latin1');
    if (isUtf8(bytes)) return;
    this.#invalid += 1;
    this.#invalidExample ??= excerptOf(line, around(line.bytes, firstInvalid(bytes)));
  }

  /** Whether the text looks like UTF-16, although it was not recognised as that. */
  get isUnmarkedUtf16(): boolean {
    return this.#bytes > 0 && this.#nuls > this.#bytes / 3;
  }

  /** `source` is null where it could not be opened. */
  facts(source: Pick<OpenSource, 'archive' | 'encoding' | 'compression' | 'marked'> | null): TextFacts {
    const { archive, encoding, compression, marked } = source ?? UNKNOWN;
    const isUtf16 = encoding === 'utf-16le' || encoding === 'utf-16be';
    return {
      archive,
      compression: compression === 'none' ? null : compression,
      encoding: isUtf16 ? encoding : this.#invalid > 0 ? 'other' : this.#isAscii ? 'ascii' : 'utf-8',
      byteOrderMark: marked,
      lineEnds: this.#crlf === 0 ? (this.#lf === 0 ? null : 'lf') : this.#lf === 0 ? 'crlf' : 'mixed',
      invalidLines: this.#invalid,
      invalidExample: this.#invalidExample,
    };
  }
}

/** Position of the first byte that is not valid UTF-8. */
function firstInvalid(bytes: Buffer): number {
  const decoded = bytes.toString('utf8');
  const valid = decoded.slice(0, decoded.indexOf('\ufffd'));
  return Buffer.byteLength(valid);
}
