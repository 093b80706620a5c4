/** Where a server listens, and by which names it may be called. */
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { usageError } from '../model/errors.js';
import { ADDRESS_FORM, DEFAULT_ADDRESS } from './address-form.js';

export interface Address {
  /** An IP address without brackets, or a name. */
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Only this machine reaches it. */
  readonly isLoopback: boolean;
}

/** @throws LogscanError `usage` */
export function parseAddress(text: string): Address {
  const [, bracketed, plain, digits] = /^(?:(?:\[(.*)\]|([^:]*)):)?(\d+)$/.exec(text) ?? [];
  const port = Number(digits);
  if (!ADDRESS_FORM.test(text) || port > 65_535 || (bracketed !== undefined && isIP(bracketed) !== 6)) {
    throw usageError(`expected an address such as ${DEFAULT_ADDRESS} or [::1]:8687; got ${JSON.stringify(text)}`);
  }
  const host = bracketed ?? plain ?? '127.0.0.1';
  return {
    host,
    port,
    isLoopback: host === 'localhost' || host === '::1' || (isIP(host) === 4 && /^127\./.test(host)),
  };
}

/** A URL's host: IPv6 addresses have brackets. Addresses of every interface are given by the machine's name. */
export function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return hostname();
  return isIP(host) === 6 ? `[${host}]` : host;
}

/**
 * Whether a request's `Host` may be answered: an IP address, `localhost`, the machine's name, or the name that the server
 * was given. A page elsewhere that has its own name point here (DNS rebinding) calls it by that name. Ports are not looked
 * at: they differ behind a tunnel.
 */
export function isOwnHost(header: string | undefined, { host }: Address): boolean {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d+)?$/.exec(header ?? '') ?? [];
  if (bracketed !== undefined) return isIP(bracketed) === 6;
  if (plain === undefined || plain === '') return false;
  const name = plain.toLowerCase();
  const own = hostname().toLowerCase();
  return isIP(name) === 4 || [host.toLowerCase(), 'localhost', own, own.split('.')[0]].includes(name);
}
