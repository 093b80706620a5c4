/** The view in browsers: a server for as long as the run goes on. */
import { readFileSync } from 'node:fs';
import { LogscanError } from '../../model/errors.js';
import { parseAddress, urlHost } from '../../serve/address.js';
import { startServer } from '../../serve/server.js';
import { checkedToken, newToken, Token } from '../../serve/token.js';
import { withLabel } from '../../settings/parse-values.js';
import type { RawValue } from '../../settings/raw-value.js';
import { systemReason } from '../../text/system-errors.js';
import type { AlertCount } from '../../watch/view.js';
import type { CliContext } from '../context.js';
import type { LiveOptions, View } from './asked.js';
import type { ServeSettings } from './options.js';

const TOKEN_VARIABLE = 'PTK_LOGSCAN_TOKEN';

/** @throws LogscanError `usage` where it cannot listen, or the token is too weak */
export async function serveView(
  { plan, options, context }: LiveOptions,
  settings: ServeSettings,
  alerts: () => readonly AlertCount[],
): Promise<View> {
  const address = withLabel(settings.label, () => parseAddress(settings.address));
  const { token, isNew } = tokenOf(settings, address.isLoopback, context);
  const server = await startServer(
    { address, token: token === null ? null : new Token(token) },
    {
      ...{ options, zone: plan.timeZone, catalogue: plan.catalogue, groupKeys: plan.groupKeys },
      ...{ alerts, now: context.now, warn: (message: string) => context.warn(message) },
    },
  );
  if (!address.isLoopback) {
    const open = token === null ? 'anyone who reaches it can read it, and it' : 'it';
    context.warn(
      `--serve: ${open} is not encrypted (no TLS): outside a network that you trust put a proxy with TLS before it`,
    );
  }
  const at = `http://${urlHost(address.host)}:${server.port}/`;
  context.warn(`live at ${at}${isNew ? `?token=${token}` : token === null ? '' : ' (with ?token=… the first time)'}`);
  return { begin: (view) => server.show(view), end: () => server.end() };
}

/** Where only this machine reaches the server, a token is asked for only if there is one. */
function tokenOf(
  { tokenFile, isOpen }: ServeSettings,
  isLoopback: boolean,
  context: CliContext,
): { readonly token: string | null; readonly isNew: boolean } {
  if (isOpen) return { token: null, isNew: false };
  if (tokenFile !== null) return { token: readToken(tokenFile), isNew: false };
  const given = context.env[TOKEN_VARIABLE];
  if (given !== undefined && given !== '') return { token: checkedToken(given, TOKEN_VARIABLE), isNew: false };
  return isLoopback ? { token: null, isNew: false } : { token: newToken(), isNew: true };
}

function readToken({ label, text: file }: RawValue): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new LogscanError('usage', `${label}: ${file}: ${systemReason(error)}`);
  }
  return checkedToken(text, `${label}: ${file}`);
}
