/** Streams of server-sent events. Nobody waits for a client: one that reads too slowly is dropped. */
import type { ServerResponse } from 'node:http';

/** Of all streams together. */
export const MOST_CLIENTS = 100;
/** Bytes that may wait for one client: some seconds of a busy log. All clients wait for the same bytes, not for copies. */
const MOST_WAITING = 8 << 20;
/** Each time a sign of life is sent, and who has taken nothing since the last one is dropped. */
const BEAT_MS = 15_000;

export class Streams {
  readonly #clients = new Map<ServerResponse, string>();
  /** Who had not taken all at the last beat. */
  #late = new Set<ServerResponse>();
  readonly #beat: NodeJS.Timeout;
  #dropped = 0;

  constructor() {
    this.#beat = setInterval(() => this.#live(), BEAT_MS).unref();
  }

  /** Also keeps what stands between from closing a quiet connection. */
  #live(): void {
    const late = new Set<ServerResponse>();
    for (const client of this.#clients.keys()) {
      if (client.writableNeedDrain && this.#late.has(client)) this.#drop(client);
      else if (client.writableNeedDrain) late.add(client);
      else this.#write(client, ':\n\n');
    }
    this.#late = late;
  }

  get size(): number {
    return this.#clients.size;
  }

  /** Clients that were dropped because they read too slowly. */
  get dropped(): number {
    return this.#dropped;
  }

  has(topic: string): boolean {
    for (const own of this.#clients.values()) if (own === topic) return true;
    return false;
  }

  /**
   * @param ended called once when the client is gone
   * @returns false: there are too many, and nothing was done
   */
  add(topic: string, response: ServerResponse, headers: Readonly<Record<string, string>>, ended: () => void): boolean {
    if (this.#clients.size >= MOST_CLIENTS) return false;
    // No proxy in between keeps anything back.
    response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    this.#clients.set(response, topic);
    response.on('close', () => {
      this.#clients.delete(response);
      ended();
    });
    return true;
  }

  /** @param text of one or more events, each with its empty line */
  send(topic: string, text: string): void {
    const bytes = Buffer.from(text);
    for (const [client, own] of this.#clients) if (own === topic) this.#write(client, bytes);
  }

  sendTo(client: ServerResponse, text: string): void {
    this.#write(client, text);
  }

  #write(client: ServerResponse, data: string | Buffer): void {
    client.write(data);
    if (client.writableLength > MOST_WAITING) this.#drop(client);
  }

  #drop(client: ServerResponse): void {
    this.#dropped += 1;
    this.#clients.delete(client);
    client.destroy();
  }

  /** Says that nothing comes any more, and ends them all. */
  end(): void {
    clearInterval(this.#beat);
    for (const client of this.#clients.keys()) client.end('event: end\ndata: {}\n\n');
  }
}

/** @param json one line */
export function eventText(name: string | null, json: string): string {
  return `${name === null ? '' : `event: ${name}\n`}data: ${json}\n\n`;
}
