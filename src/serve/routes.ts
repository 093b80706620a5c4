/** What there is under which address. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { PtkEvent } from '../model/event.js';
import { LIVE_POLICY } from '../report/html/live/index.js';
import type { RenderOptions } from '../report/options.js';
import type { Zone } from '../time/zone.js';
import type { AlertCount, LiveView } from '../watch/view.js';
import { type Guard, judge } from './guard.js';
import { LivePage } from './live-page.js';
import { metricsText } from './metrics.js';
import { eventText, MOST_CLIENTS, type Streams } from './streams.js';

export interface Shown {
  readonly options: RenderOptions;
  readonly zone: Zone;
  readonly catalogue: Catalogue;
  readonly groupKeys: readonly string[];
  readonly alerts: () => readonly AlertCount[];
  readonly warn: (message: string) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Of every answer. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};
/** The strip is told of changes at most so often. Milliseconds. */
const NEWS_MS = 200;
/** Bytes of answers that may wait for their clients, all together. */
const MOST_WAITING = 64 << 20;

export class Routes {
  port = 0;
  readonly #guard: Guard;
  readonly #shown: Shown;
  readonly #streams: Streams;
  #view: LiveView | null = null;
  #page: LivePage | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopEvents: (() => void) | null = null;
  #news: NodeJS.Timeout | null = null;
  #toldAt = Number.NEGATIVE_INFINITY;
  #waiting = 0;

  constructor(guard: Guard, shown: Shown, streams: Streams) {
    this.#guard = guard;
    this.#shown = shown;
    this.#streams = streams;
  }

  show(view: LiveView): void {
    const { options, zone, now } = this.#shown;
    this.#view = view;
    this.#page = new LivePage(view, options, zone, now);
    view.onChange(() => {
      this.#page!.begin();
      this.#tellSoon();
    });
    this.#timer = setInterval(() => {
      this.#page!.turn();
      this.#tell();
    }, 1000);
  }

  #tellSoon(): void {
    this.#news ??= setTimeout(() => this.#tell(), Math.max(0, this.#toldAt + NEWS_MS - performance.now()));
  }

  #tell(isLast = false): void {
    if (this.#news !== null) clearTimeout(this.#news);
    this.#news = null;
    this.#toldAt = performance.now();
    if (this.#streams.has('news')) this.#streams.send('news', this.#newsText(isLast));
  }

  #newsText(isLast = false): string {
    return eventText('news', JSON.stringify(this.#page!.news(isLast)));
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    // Whatever a caller sends, it is no address of another host.
    const url = new URL(`http://host${request.url?.startsWith('/') === true ? request.url : '/'}`);
    const verdict = judge(request, url, this.#guard, this.port);
    if (verdict !== null && 'status' in verdict) {
      this.#send(response, verdict.status, 'text/plain', verdict.text, verdict.headers);
    } else if (verdict !== null) {
      const { cookie, location } = verdict;
      this.#send(response, 303, 'text/plain', '', { 'Set-Cookie': cookie, Location: location });
    } else if (url.pathname === '/healthz') this.#send(response, 200, 'text/plain', 'ok\n');
    else if (this.#view === null) this.#send(response, 503, 'text/plain', 'not yet\n', { 'Retry-After': '1' });
    else this.#route(url, request, response, this.#view);
  }

  #route(url: URL, request: IncomingMessage, response: ServerResponse, view: LiveView): void {
    switch (url.pathname) {
      case '/':
        this.#report(url.searchParams.get('span'), response);
        break;
      case '/api/summary':
        this.#send(response, 200, 'application/json', `${JSON.stringify(view.summary(), null, 2)}\n`);
        break;
      case '/metrics':
        this.#send(response, 200, 'text/plain; version=0.0.4', this.#metrics(view));
        break;
      case '/live/stream':
        if (this.#stream('news', request, response, () => {})) this.#streams.sendTo(response, this.#newsText());
        break;
      case '/api/events':
        if (this.#stream('events', request, response, () => this.#listen(view))) this.#listen(view);
        break;
      default:
        this.#notFound(response);
    }
  }

  #report(span: string | null, response: ServerResponse): void {
    const made = this.#page!.report(span);
    if (made === null) {
      this.#notFound(response);
      return;
    }
    const headers = { 'Content-Security-Policy': LIVE_POLICY, 'X-Version': made.version };
    this.#send(response, 200, 'text/html', made.body, headers);
  }

  #metrics(view: LiveView): string {
    const { catalogue, groupKeys, alerts, now } = this.#shown;
    const { size: clients, dropped } = this.#streams;
    const { totals, counters } = view;
    return metricsText({ totals, counters, catalogue, groupKeys, alerts: alerts(), clients, dropped, now: now() });
  }

  /** @returns whether the client has its stream */
  #stream(topic: string, { method }: IncomingMessage, response: ServerResponse, ended: () => void): boolean {
    if (method === 'HEAD') {
      this.#send(response, 200, 'text/event-stream', '');
      return false;
    }
    if (this.#streams.add(topic, response, HEADERS, ended)) {
      // Quiet streams are not stalled ones.
      response.setTimeout(0);
      return true;
    }
    const text = `there are ${MOST_CLIENTS} clients already\n`;
    this.#send(response, 503, 'text/plain', text, { 'Retry-After': '10' });
    return false;
  }

  /** Events are made one by one only while somebody wants them. */
  #listen(view: LiveView): void {
    if (!this.#streams.has('events')) {
      this.#stopEvents?.();
      this.#stopEvents = null;
      return;
    }
    this.#stopEvents ??= view.onEvents((events: readonly PtkEvent[]) => {
      this.#streams.send('events', events.map((event) => eventText(null, JSON.stringify(event))).join(''));
    });
  }

  #notFound(response: ServerResponse): void {
    const text = 'there are /, /api/summary, /api/events, /metrics and /healthz\n';
    this.#send(response, 404, 'text/plain', text);
  }

  #send(
    response: ServerResponse,
    status: number,
    type: string,
    content: string | Buffer,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    const body = typeof content === 'string' ? Buffer.from(content) : content;
    const isMuch = this.#waiting + body.length > MOST_WAITING;
    const sent = isMuch ? Buffer.from('too much waits for slow clients\n') : body;
    this.#waiting += sent.length;
    response.on('close', () => {
      this.#waiting -= sent.length;
    });
    const length = status === 303 ? {} : { 'Content-Length': String(sent.length) };
    const charset = type.startsWith('text/') ? `${type}; charset=utf-8` : type;
    response.writeHead(isMuch ? 503 : status, { ...HEADERS, 'Content-Type': charset, ...length, ...headers });
    // Node leaves the body out for HEAD.
    response.end(sent);
  }

  /** Nothing comes any more: pages fetch the last report. */
  end(): void {
    this.#tell(true);
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#stopEvents?.();
  }
}
