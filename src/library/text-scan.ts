/** A scan of bytes that are to be text: others are refused, as nothing would be found in them. */
import type { TransformCallback } from 'node:stream';
import { LogscanError } from '../model/errors.js';
import type { LineReader } from '../scan/line-reader.js';
import { ScanTransform } from '../scan/stream.js';
import { type Format, formatOf, isDecided } from '../sources/format.js';
import { STDIN_NAME } from '../text/source-name.js';

const NONE = new Uint8Array(0);

export class TextScan extends ScanTransform {
  /** The first bytes, until it is known what they are; null from then on. */
  #head: Uint8Array | null = NONE;

  constructor(source: string, reference: number, open: () => LineReader | Promise<LineReader>) {
    super({ name: source, reference, offset: 0, lines: 0 }, open);
  }

  override _transform(chunk: Uint8Array, encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#head === null) {
      super._transform(chunk, encoding, done);
      return;
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    if (!isDecided(this.#head)) {
      done();
      return;
    }
    const head = this.#takeHead();
    if (head instanceof LogscanError) done(head);
    else super._transform(head, encoding, done);
  }

  override _flush(done: TransformCallback): void {
    if (this.#head === null) {
      super._flush(done);
      return;
    }
    const head = this.#takeHead();
    if (head instanceof LogscanError) {
      done(head);
      return;
    }
    super._transform(head, 'utf8', (error) => (error ? done(error) : super._flush(done)));
  }

  /** The text so far without its byte order mark, or why it is none. */
  #takeHead(): Uint8Array | LogscanError {
    const head = this.#head!;
    this.#head = null;
    const format = formatOf(head);
    if (format.kind === 'text') {
      // Offsets are those in the source, with its mark.
      this.part = { ...this.part, offset: format.mark };
      return head.subarray(format.mark);
    }
    // One without a name is hardly standard input.
    const name = this.part.name === STDIN_NAME ? 'scanStream' : this.part.name;
    return new LogscanError('input', `${name}: expected UTF-8 text; got ${format.kind}`, remedyFor(format));
  }
}

function remedyFor({ kind }: Format): string | null {
  switch (kind) {
    case 'gzip':
      return 'scanFiles and scanEvents read gzip files; a stream goes through createGunzip() of node:zlib first';
    case 'utf-16le':
    case 'utf-16be':
      return `scanFiles and scanEvents read UTF-16 files; a stream goes through Duplex.fromWeb(new TextDecoderStream('${kind}')) first`;
    case 'zstd':
    case 'bzip2':
    case 'xz':
    case 'zip':
    case 'tar':
      return `scanFiles and scanEvents read ${kind} files`;
    default:
      return null;
  }
}
