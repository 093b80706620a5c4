/** A channel of a job file: where notifications go. */

import { usageError } from '../../model/errors.js';
import { cmdSignIn, isBatchFile } from '../../text/batch-call.js';
import { listed } from '../../text/words.js';
import type { Path } from '../config/parse-with-lines.js';
import { parseDuration } from '../duration.js';
import type { ChannelEntry } from './document.js';
import { type Channel, type Email, TRIGGERS, type Webhook } from './job.js';

const KINDS = ['webhook', 'email', 'command'] as const;
const PORTS = { starttls: 587, tls: 465, none: 25 };

/**
 * @param label names a place in the entry
 * @param folder that a command runs in
 */
export function channelOf(entry: ChannelEntry, label: (path: Path) => string, folder: string): Channel {
  const { name, on = ['fail', 'error'], timeout = '10s', attempts = 3 } = entry;
  const kinds = KINDS.filter((kind) => entry[kind] !== undefined);
  if (kinds.length !== 1) {
    throw usageError(
      `${label([])}: expected one of ${listed(KINDS, 'or')}; got ${kinds.length === 0 ? 'none' : kinds.join(' and ')}`,
    );
  }
  return {
    name,
    on: new Set(TRIGGERS.filter((trigger) => on.includes(trigger))),
    timeout: timeoutOf(timeout, label(['timeout'])),
    attempts,
    target: targetOf(entry, label, folder),
  };
}

function timeoutOf(text: string, label: string): number {
  const timeout = parseDuration(text, label);
  if (timeout > 0) return timeout;
  throw usageError(`${label}: expected more than no time, such as 10s; got ${JSON.stringify(text)}`);
}

function targetOf(
  { webhook, email, command }: ChannelEntry,
  label: (path: Path) => string,
  folder: string,
): Channel['target'] {
  if (webhook !== undefined) return webhookOf(webhook, label);
  if (email !== undefined) return emailOf(email, label);
  const [program, ...words] = command!;
  const sign = isBatchFile(program!) ? cmdSignIn(words) : null;
  if (sign !== null) {
    throw usageError(
      `${label(['command'])}: expected words for a batch file without signs that cmd.exe reads; got ${JSON.stringify(sign)}`,
    );
  }
  return { kind: 'command', argv: command!, folder };
}

function webhookOf(entry: NonNullable<ChannelEntry['webhook']>, label: (path: Path) => string): Webhook {
  const { url = null, 'url-from': urlFrom = null, form = 'json', 'headers-from': headersFrom = {} } = entry;
  if ((url === null) === (urlFrom === null))
    throw usageError(`${label(['webhook'])}: expected url or url-from; got ${url === null ? 'neither' : 'both'}`);
  if (url !== null) {
    const parsed = URL.canParse(url) ? new URL(url) : null;
    if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
      throw usageError(`${label(['webhook', 'url'])}: expected an http or https address; got ${JSON.stringify(url)}`);
    }
    if (parsed.username !== '' || parsed.password !== '') {
      throw usageError(
        `${label(['webhook', 'url'])}: expected an address without a password in it; got one`,
        'url-from takes it from the environment',
      );
    }
  }
  for (const [header, variable] of Object.entries(headersFrom))
    checkVariable(variable, label(['webhook', 'headers-from', header]));
  if (urlFrom !== null) checkVariable(urlFrom, label(['webhook', 'url-from']));
  return { kind: 'webhook', url, urlFrom, form, headersFrom };
}

function emailOf(entry: NonNullable<ChannelEntry['email']>, label: (path: Path) => string): Email {
  const {
    host,
    security = 'starttls',
    port = PORTS[security],
    user = null,
    'password-from': passwordFrom = null,
    from,
    to,
  } = entry;
  if ((user === null) !== (passwordFrom === null)) {
    throw usageError(`${label(['email'])}: expected user and password-from together; got one of them`);
  }
  if (passwordFrom !== null) checkVariable(passwordFrom, label(['email', 'password-from']));
  return { kind: 'email', host, port, security, user, passwordFrom, from, to };
}

/** A secret that was written down where its variable's name belongs must not be printed either. */
function checkVariable(name: string, label: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw usageError(`${label}: expected the name of an environment variable; got something else`);
}
