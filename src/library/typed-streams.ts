/**
 * Node's streams with the types of their chunks, which its own types do not know. The second form of each method is Node's:
 * with it they still are streams to whoever takes those, such as `pipeline`.
 */
import type { Duplex, Readable, Transform } from 'node:stream';

/** A `Readable` of chunks of the type `Out`: `for await`, `toArray()` and `on('data', …)` know it. */
export interface ReadableOf<Out> extends Readable {
  toArray(options?: { signal?: AbortSignal }): Promise<Out[]>;
  on(event: 'data', listener: (chunk: Out) => void): this;
  // biome-ignore lint/suspicious/noExplicitAny: as Node's types have it
  on(event: string | symbol, listener: (...args: any[]) => void): this;
  [Symbol.asyncIterator](): NodeJS.AsyncIterator<Out>;
  // biome-ignore lint/suspicious/noExplicitAny: as Node's types have it
  [Symbol.asyncIterator](): NodeJS.AsyncIterator<any>;
}

/** A `Duplex` whose chunks are of the type `Out` on the side that is read. */
export interface DuplexTo<Out> extends Duplex {
  toArray(options?: { signal?: AbortSignal }): Promise<Out[]>;
  on(event: 'data', listener: (chunk: Out) => void): this;
  // biome-ignore lint/suspicious/noExplicitAny: as Node's types have it
  on(event: string | symbol, listener: (...args: any[]) => void): this;
  [Symbol.asyncIterator](): NodeJS.AsyncIterator<Out>;
  // biome-ignore lint/suspicious/noExplicitAny: as Node's types have it
  [Symbol.asyncIterator](): NodeJS.AsyncIterator<any>;
}

/** A `Transform` whose chunks are of the type `Out` on the side that is read. */
export interface TransformTo<Out> extends Transform {
  toArray(options?: { signal?: AbortSignal }): Promise<Out[]>;
  on(event: 'data', listener: (chunk: Out) => void): this;
  // biome-ignore lint/suspicious/noExplicitAny: as Node's types have it
  on(event: string | symbol, listener: (...args: any[]) => void): this;
  [Symbol.asyncIterator](): NodeJS.AsyncIterator<Out>;
  // biome-ignore lint/suspicious/noExplicitAny: as Node's types have it
  [Symbol.asyncIterator](): NodeJS.AsyncIterator<any>;
}
