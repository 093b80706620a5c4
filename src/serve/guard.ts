/** Who is answered: by host, method, where the request comes from, and the token. */
import type { IncomingMessage } from 'node:http';
import { type Address, isOwnHost } from './address.js';
import type { Token } from './token.js';

/** Null: it may be answered. `cookie` is to be set, and the caller sent to `location`, an address without the token. */
export type Verdict =
  | null
  | { readonly status: number; readonly text: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly cookie: string; readonly location: string };

export interface Guard {
  readonly address: Address;
  /** Null: none is needed. */
  readonly token: Token | null;
}

const NEEDED = `a token is needed: open the address with ?token=… that was shown when the program started, or send Authorization: Bearer.
Who came here by a link of another site presses Enter in the address bar.
`;

/** @param port on which it was asked: cookies are shared by all ports of a host */
export function judge(request: IncomingMessage, url: URL, { address, token }: Guard, port: number): Verdict {
  const { headers, method } = request;
  if (!isOwnHost(headers.host, address)) {
    return { status: 421, text: 'this is no name of this server: call it by its IP address or as in --serve\n' };
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, text: 'only GET and HEAD are answered\n', headers: { Allow: 'GET, HEAD' } };
  }
  // A link may lead here; a page elsewhere may not load anything from here.
  if (headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate') {
    return { status: 403, text: 'pages of other sites may not ask\n' };
  }
  if (token === null || url.pathname === '/healthz') return null;
  const name = cookieName(port);
  const given = url.searchParams.get('token');
  if (given !== null && token.matches(given)) {
    url.searchParams.delete('token');
    const cookie = `${name}=${token.cookie}; HttpOnly; SameSite=Strict; Path=/`;
    // One slash: a browser takes a path with two for another host.
    return { cookie, location: `${url.pathname.replace(/^\/+/, '/')}${url.search}` };
  }
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined && token.matches(bearer)) return null;
  const cookies = (headers.cookie ?? '').split(';').map((text) => text.trim());
  const own = cookies.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1);
  if (own !== undefined && token.matchesCookie(own)) return null;
  return { status: 401, text: NEEDED, headers: { 'WWW-Authenticate': 'Bearer realm="ptk-logscan"' } };
}

function cookieName(port: number): string {
  return `ptk-logscan-${port}`;
}
