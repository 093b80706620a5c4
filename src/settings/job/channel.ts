/** A channel of a job file: where notifications go. */

import { usageError } from '../../model/errors.js';
import { readAll, readParts } from '../../model/mistakes.js';
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
 * @throws LogscanError `usage` for all that is wrong with it
 */
export function channelOf(entry: ChannelEntry, label: (path: Path) => string, folder: string): Channel {
  return readParts<Channel>(label([]), {
    name: () => entry.name,
    on: () => {
      const { on = ['fail', 'error'] } = entry;
      return new Set(TRIGGERS.filter((trigger) => on.includes(trigger)));
    },
    timeout: () => timeoutOf(entry.timeout ?? '10s', label(['timeout'])),
    attempts: () => entry.attempts ?? 3,
    target: () => targetOf(entry, label, folder),
  });
}

function timeoutOf(text: string, label: string): number {
  const timeout = parseDuration(text, label);
  if (timeout > 0) return timeout;
  throw usageError(`${label}: expected more than no time, such as 10s; got ${JSON.stringify(text)}`);
}

function targetOf(entry: ChannelEntry, label: (path: Path) => string, folder: string): Channel['target'] {
  const kinds = KINDS.filter((kind) => Object.hasOwn(entry, kind));
  if (kinds.length !== 1) {
    throw usageError(
      `${label([])}: expected one of ${listed(KINDS, 'or')}; got ${kinds.length === 0 ? 'none' : kinds.join(' and ')}`,
    );
  }
  const { webhook, email, command } = entry;
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
  const at = label(['webhook']);
  const { url, urlFrom, form, headersFrom } = readParts<Omit<Webhook, 'kind'>>(at, {
    url: () => (entry.url === undefined ? null : addressOf(entry.url, label(['webhook', 'url']))),
    urlFrom: () => variableOf(entry['url-from'], label(['webhook', 'url-from'])),
    form: () => entry.form ?? 'json',
    headersFrom: () => {
      const headers = entry['headers-from'] ?? {};
      readAll(Object.keys(headers), at, (header) => {
        variableOf(headers[header], label(['webhook', 'headers-from', header]));
      });
      return headers;
    },
  });
  if ((url === null) === (urlFrom === null))
    throw usageError(`${at}: expected url or url-from; got ${url === null ? 'neither' : 'both'}`);
  return { kind: 'webhook', url, urlFrom, form, headersFrom };
}

function addressOf(url: string, label: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    throw usageError(`${label}: expected an http or https address; got ${JSON.stringify(url)}`);
  if (parsed.username === '' && parsed.password === '') return url;
  throw usageError(
    `${label}: expected an address without a password in it; got one`,
    'url-from takes it from the environment',
  );
}

function emailOf(entry: NonNullable<ChannelEntry['email']>, label: (path: Path) => string): Email {
  const at = label(['email']);
  const parts = readParts<Omit<Email, 'kind'>>(at, {
    host: () => entry.host,
    port: () => entry.port ?? PORTS[entry.security ?? 'starttls'],
    security: () => entry.security ?? 'starttls',
    user: () => entry.user ?? null,
    passwordFrom: () => variableOf(entry['password-from'], label(['email', 'password-from'])),
    from: () => entry.from,
    to: () => entry.to,
  });
  if ((parts.user === null) !== (parts.passwordFrom === null))
    throw usageError(`${at}: expected user and password-from together; got one of them`);
  return { kind: 'email', ...parts };
}

/** A secret that was written down where its variable's name belongs must not be printed either. */
function variableOf(name: string | undefined, label: string): string | null {
  if (name === undefined) return null;
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
  throw usageError(`${label}: expected the name of an environment variable; got something else`);
}
