/** Secrets come from the environment, and never leave the program: not in messages, not in errors. */
import type { Channel } from '../../settings/job/job.js';
import { xmlText } from '../../text/escape.js';
import { Failure } from './retry.js';

export type Env = Readonly<Record<string, string | undefined>>;

/** @throws Failure where the variable is not set */
export function secret(env: Env, variable: string): string {
  const value = env[variable];
  if (value === undefined || value === '') throw new Failure(`the environment variable ${variable} is not set`, false);
  return value;
}

/** Shorter parts of an address are hidden only where they stand alone: `v1` must not take the `v1` out of `v10`. */
const SHORT = 8;

/** Hides the secrets of some channels in what others say: addresses part by part, and each secret however it is written. */
export class Redaction {
  /** In lower case; the longest first, because one may hold another. */
  readonly #values: readonly string[];
  readonly #pattern: RegExp | null;

  constructor(channels: readonly Channel[], env: Env) {
    const anywhere = new Set<string>();
    const alone = new Set<string>();
    for (const { target } of channels) {
      const { secrets, parts } = secretsOf(target, env);
      for (const value of secrets) for (const form of formsOf(value)) anywhere.add(form);
      for (const part of parts) {
        for (const form of formsOf(part)) (form.length < SHORT ? alone : anywhere).add(form);
      }
    }
    this.#values = [...anywhere].filter((value) => value !== '').sort((a, b) => b.length - a.length);
    const short = [...alone].filter((value) => value !== '').sort((a, b) => b.length - a.length);
    const patterns = [
      ...this.#values.map(escapePattern),
      ...short.map((value) => `(?<![\\p{L}\\p{N}])${escapePattern(value)}(?![\\p{L}\\p{N}])`),
    ];
    this.#pattern = patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'giu');
  }

  /** The text with `***` for each secret, the one that is cut off at its end too. */
  of(text: string): string {
    if (this.#pattern === null) return text;
    return this.#withoutCut(text.replace(this.#pattern, '***'));
  }

  /** Answers are kept up to a length, which may lie in the middle of a secret. */
  #withoutCut(text: string): string {
    for (const value of this.#values) {
      for (let length = Math.min(value.length - 1, text.length); length >= SHORT / 2; length--) {
        if (text.slice(-length).toLowerCase() === value.slice(0, length).toLowerCase())
          return `${text.slice(0, -length)}***`;
      }
    }
    return text;
  }
}

interface Secrets {
  readonly secrets: readonly string[];
  /** Of addresses. */
  readonly parts: readonly string[];
}

function secretsOf(target: Channel['target'], env: Env): Secrets {
  const variable = (name: string) => env[name] ?? '';
  switch (target.kind) {
    case 'webhook': {
      const { url, urlFrom, headersFrom } = target;
      const address = url ?? variable(urlFrom!);
      return {
        // What was meant to be an address, and is none, is hidden whole.
        secrets: [
          ...(urlFrom === null ? [] : [address]),
          ...Object.values(headersFrom).flatMap((name) => header(variable(name))),
        ],
        parts: partsOf(address),
      };
    }
    case 'email': {
      const { host, user, passwordFrom, from, to } = target;
      // A server that refuses a mail says whose, and a connection that fails to where.
      const parts = [host, from, ...to, ...(user === null ? [] : [user])];
      if (passwordFrom === null) return { secrets: [], parts };
      const password = variable(passwordFrom);
      // As it goes over the line (RFC 4616): servers quote the command that they refuse.
      return { secrets: password === '' ? [] : [password, `\0${user ?? ''}\0${password}`], parts };
    }
    case 'command':
      return { secrets: [], parts: target.argv.filter((arg) => /^https?:/i.test(arg)).flatMap(partsOf) };
  }
}

/** A header's value, and what stands behind the name of its scheme: `Bearer …`, `Basic …` with the password in it. */
function header(value: string): string[] {
  const credentials = /^\s*[\w-]+\s+(\S.*?)\s*$/s.exec(value)?.[1];
  if (credentials === undefined) return [value];
  const pair = /^basic\s/i.test(value.trimStart()) ? Buffer.from(credentials, 'base64').toString() : '';
  return [value, credentials, pair, pair.slice(pair.indexOf(':') + 1)];
}

/** Everything of an address but its scheme, host and port, in whole and in parts. */
function partsOf(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const url = new URL(address);
  const { pathname, search, hash, username, password, searchParams, href } = url;
  const local = `${pathname}${search}${hash}`;
  return [
    ...(local === '/' && username === '' ? [] : [address, href]),
    ...(pathname === '/' ? [] : [pathname, ...pathname.split('/')]),
    local === '/' ? '' : local,
    search.slice(1),
    ...searchParams.values(),
    hash.slice(1),
    username,
    password,
    password === '' ? '' : `${username}:${password}`,
  ];
}

/** A secret as it may be quoted: in a link, in JSON, in HTML, packed. */
function formsOf(value: string): string[] {
  if (value === '') return [];
  const plain = decoded(value);
  return [...new Set([value, plain])].flatMap((text) => [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    xmlText(text),
    Buffer.from(text).toString('base64'),
    // Without the signs that fill it up.
    Buffer.from(text).toString('base64url'),
  ]);
}

/** Without the escapes of a link, where it has such. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
