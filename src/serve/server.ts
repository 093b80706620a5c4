/**
 * The server of a live run. It only shows: nothing can be changed by it.
 *
 *     a request ──▶ guard.ts: who is answered ──▶ routes.ts ──▶ live-page.ts, metrics.ts, streams.ts
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogscanError } from '../model/errors.js';
import { systemReason } from '../text/system-errors.js';
import type { LiveView } from '../watch/view.js';
import type { Guard } from './guard.js';
import { Routes, type Shown } from './routes.js';
import { Streams } from './streams.js';

/** Beyond the streams there is room for pages and scrapers; further connections are closed at once. */
const MOST_CONNECTIONS = 300;
/** A request has so long to come whole: who sends one bit by bit keeps others out. Milliseconds. */
const REQUEST_MS = 10_000;
/** A connection on which nothing moves for so long, while something is to be sent or read, is closed. */
const STALLED_MS = 30_000;
/** How long pages have to fetch the last report, and then clients to take what is left. */
const LAST_REPORT_MS = 500;
const LAST_MS = 300;

export interface RunningServer {
  /** The one that was found where a free one was asked for. */
  readonly port: number;
  show(view: LiveView): void;
  end(): Promise<void>;
}

/**
 * @param requestMs within which a request must have come whole
 * @throws LogscanError `usage` where it cannot listen there
 */
export async function startServer(guard: Guard, shown: Shown, requestMs = REQUEST_MS): Promise<RunningServer> {
  const streams = new Streams();
  const routes = new Routes(guard, shown, streams);
  const server = createServer(timesOf(requestMs), (request, response) => {
    response.setTimeout(STALLED_MS, () => response.destroy());
    try {
      routes.answer(request, response);
    } catch (error) {
      // What cannot be shown does not end the reading.
      shown.warn(`--serve: ${request.method} ${request.url?.split('?')[0]}: ${(error as Error).message}`);
      response.destroy();
    }
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listening(server, guard);
  const { port } = server.address() as AddressInfo;
  routes.port = port;
  return {
    port,
    show: (view) => routes.show(view),
    end: async () => {
      routes.end();
      if (streams.has('news')) await sleep(LAST_REPORT_MS);
      streams.end();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), LAST_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Node looks only now and then whether requests are late: every half a minute unless it is told otherwise. */
function timesOf(requestMs: number) {
  return { requestTimeout: requestMs, headersTimeout: requestMs, connectionsCheckingInterval: requestMs / 5 };
}

const REASONS = {
  EADDRINUSE: 'the port is in use',
  EADDRNOTAVAIL: 'it is no address of this machine',
  EACCES: 'the port needs more rights',
  ENOTFOUND: 'there is no such host',
};

function listening(server: Server, { address: { host, port } }: Guard): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => {
      reject(
        new LogscanError('usage', `--serve: cannot listen at ${host}, port ${port}: ${systemReason(error, REASONS)}`),
      );
    };
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      // A connection that cannot be taken, such as for want of files: others still are.
      server.on('error', () => {});
      resolve();
    });
  });
}
