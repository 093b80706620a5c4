/** Real servers on the loopback for what notifications are sent to. */
import { createServer as createHttpServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface WebServer {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

/** @param answer is called with the number of the request, from 0; without it each is answered 200 */
export async function webServer(
  answer: (response: ServerResponse, n: number) => void = (response) => response.end('ok'),
): Promise<WebServer> {
  const received: Received[] = [];
  const server = createHttpServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      answer(response, received.length - 1);
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export interface MailServer {
  readonly port: number;
  /** What clients said, line by line, and the messages. */
  readonly commands: string[];
  readonly messages: string[];
  close(): Promise<void>;
}

/** Speaks as much SMTP (RFC 5321) as a client needs. @param refuse what it says to a sender instead of taking the mail */
export async function mailServer(refuse: string | null = null): Promise<MailServer> {
  const commands: string[] = [];
  const messages: string[] = [];
  const server = createTcpServer((socket) => {
    let pending = '';
    let message: string[] | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const take = (line: string) => {
      if (message !== null) {
        if (line !== '.') message.push(line.replace(/^\./, ''));
        else {
          messages.push(message.join('\n'));
          message = null;
          say('250 queued');
        }
        return;
      }
      commands.push(line);
      const verb = line.split(' ')[0]!.toUpperCase();
      if (verb === 'EHLO') socket.write('250-here\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n');
      else if (verb === 'AUTH') say('235 welcome');
      else if (verb === 'MAIL') say(refuse ?? '250 ok');
      else if (verb === 'DATA') {
        message = [];
        say('354 go on');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    };
    socket.on('error', () => {});
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      pending += chunk;
      for (let at = pending.indexOf('\r\n'); at >= 0; at = pending.indexOf('\r\n')) {
        const line = pending.slice(0, at);
        pending = pending.slice(at + 2);
        take(line);
      }
    });
    say('220 here');
  });
  const port = await listen(server);
  return { port, commands, messages, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}
