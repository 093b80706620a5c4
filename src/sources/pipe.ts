/**
 * Standard input where it is not a file, named pipes, sockets and devices.
 *
 * A pipe is read into one buffer over and over: that keeps up with `cat`. A Node stream makes a new buffer for every 64
 * KiB and takes half as long again. Nothing here waits in a system call: a thread that hangs in one keeps the process
 * from ending on Ctrl-C.
 */
import { createReadStream, fstatSync } from 'node:fs';
import { type OnReadOpts, Socket, type SocketConstructorOpts } from 'node:net';
import type { Readable } from 'node:stream';
import { isatty, ReadStream } from 'node:tty';
import { LogscanError } from '../model/errors.js';
import { PIPE_SIZE } from '../model/limits.js';

/** Gets some bytes, valid only during the call. Nothing more is read until the promise that it returns is resolved. */
export type Take = (bytes: Uint8Array) => void | Promise<void>;

/** `chunks` reads at most this many bytes ahead. */
const AHEAD = 1 << 20;

export class Pipe {
  readonly #input: ByteStream;
  /** Bytes that `peek` has read and nobody has consumed yet. */
  #held: Uint8Array = new Uint8Array(0);
  #state: 'open' | 'ended' | { readonly failure: unknown } = 'open';
  #isPaused = false;
  #onBytes: (bytes: Uint8Array) => void = () => {};
  #onOver: () => void = () => {};

  /** `fd` is closed at the end, unless it is standard input. */
  constructor(fd: number) {
    this.#input = open(fd, (bytes) => {
      this.#onBytes(bytes);
      return !this.#isPaused;
    });
    this.#input.on('end', () => this.#over('ended'));
    this.#input.on('error', (failure: unknown) => this.#over({ failure }));
    this.#input.on('close', () => this.#over({ failure: new LogscanError('input', 'closed before its end') }));
  }

  /** The first bytes: until `isEnough`, or all there are. They are not consumed. Call it before the rest is read. */
  peek(isEnough: (head: Uint8Array) => boolean): Promise<Uint8Array> {
    return new Promise((resolve) => {
      this.#onOver = () => resolve(this.#held);
      this.#onBytes = (bytes) => {
        this.#held = Buffer.concat([this.#held, bytes]);
        if (!isEnough(this.#held)) return;
        this.#pause();
        resolve(this.#held);
      };
      this.#resume();
    });
  }

  /** Drops bytes that `peek` has read. */
  skip(count: number): void {
    this.#held = this.#held.subarray(count);
  }

  /** Hands everything to `take`, chunk by chunk; resolves at the end, rejects where reading or `take` fails. */
  async each(take: Take): Promise<void> {
    const head = this.#held;
    this.#held = new Uint8Array(0);
    if (head.length > 0) await take(head);
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: unknown) => {
        this.#pause();
        reject(reason);
      };
      this.#onOver = () => (this.#state === 'ended' ? resolve() : fail((this.#state as { failure: unknown }).failure));
      this.#onBytes = (bytes) => {
        try {
          const taking = take(bytes);
          if (taking === undefined) return;
          this.#pause();
          taking.then(() => this.#resume(), fail);
        } catch (reason) {
          fail(reason);
        }
      };
      this.#resume();
    });
  }

  /** The same as chunks that stay valid. */
  async *chunks(): AsyncGenerator<Uint8Array> {
    let queue: Uint8Array[] = [];
    let size = 0;
    let isOver = false;
    let arrived = () => {};
    let drained = () => {};
    const reading = this.each((bytes) => {
      queue.push(new Uint8Array(bytes));
      size += bytes.length;
      arrived();
      if (size >= AHEAD) return new Promise<void>((resolve) => (drained = resolve));
    }).finally(() => {
      isOver = true;
      arrived();
    });
    reading.catch(() => {}); // It is waited for below, unless the consumer leaves before.
    for (;;) {
      const chunks = queue;
      queue = [];
      size = 0;
      drained();
      yield* chunks;
      if (queue.length > 0) continue;
      if (isOver) return await reading;
      await new Promise<void>((resolve) => (arrived = resolve));
    }
  }

  /** A pipe gives its bytes once. */
  readonly again = null;

  close(): void {
    this.#input.destroy();
  }

  #pause(): void {
    this.#isPaused = true;
    this.#input.pause();
  }

  #resume(): void {
    this.#isPaused = false;
    if (this.#state === 'open') this.#input.resume();
    else this.#onOver();
  }

  #over(state: 'ended' | { readonly failure: unknown }): void {
    if (this.#state !== 'open') return;
    this.#state = state;
    this.#onOver();
  }
}

type ByteStream = Pick<Readable, 'on' | 'pause' | 'resume' | 'destroy'>;

/** @param onBytes returns whether it wants more */
function open(fd: number, onBytes: (bytes: Uint8Array) => boolean): ByteStream {
  const stats = fstatSync(fd);
  if (stats.isFIFO() || stats.isSocket()) {
    const buffer = new Uint8Array(PIPE_SIZE);
    const callback = (length: number) => onBytes(length === PIPE_SIZE ? buffer : buffer.subarray(0, length));
    // Node's documentation has `onread` here; its types have it only for `connect`.
    const options: SocketConstructorOpts & { onread: OnReadOpts } = {
      fd,
      readable: true,
      writable: false,
      onread: { buffer, callback },
    };
    return new Socket(options);
  }
  const stream: Readable = isatty(fd) ? new ReadStream(fd) : createReadStream('', { fd, autoClose: fd > 2 });
  return stream.on('data', onBytes);
}
