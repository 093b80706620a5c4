import type { Webhook } from '../../settings/job/job.js';
import { beginningOf } from './answer.js';
import { type Message, slackForm } from './message.js';
import { Failure } from './retry.js';
import { decoded, type Env, secret } from './secrets.js';

/** Posts the message once. @throws Failure */
export async function postWebhook(target: Webhook, message: Message, env: Env, signal: AbortSignal): Promise<void> {
  const { url, authorization } = addressOf(target.url ?? secret(env, target.urlFrom!));
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  if (authorization !== null) headers.set('authorization', authorization);
  for (const [name, variable] of Object.entries(target.headersFrom))
    setHeader(headers, name, secret(env, variable), variable);
  const body = target.form === 'slack' ? slackForm(message) : `${JSON.stringify(message)}\n`;
  let response: Response;
  try {
    // A redirect would send the headers, with their secrets, to another address.
    response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
  } catch (error) {
    const { cause } = error as Error & { cause?: NodeJS.ErrnoException };
    throw new Failure(cause?.code ?? cause?.message ?? 'the address cannot be reached', true);
  }
  if (response.ok) {
    // Not waited for: it is of no interest how the answer goes on.
    response.body?.cancel().catch(() => {});
    return;
  }
  const answer = await beginningOf(response.body);
  const after = Number(response.headers.get('retry-after') ?? Number.NaN) * 1000;
  throw new Failure(
    `answered ${response.status}${answer.trim() === '' ? '' : `: ${answer}`}`,
    response.status === 429 || response.status === 408 || response.status >= 500,
    Number.isNaN(after) ? null : after,
  );
}

/** `fetch` takes no address with a user in it: that goes into a header. */
function addressOf(text: string): { url: URL; authorization: string | null } {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) throw new Failure('expected an http or https address', false);
  const url = new URL(text);
  const { username, password } = url;
  if (username === '' && password === '') return { url, authorization: null };
  url.username = '';
  url.password = '';
  const pair = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
  return { url, authorization: `Basic ${pair}` };
}

function setHeader(headers: Headers, name: string, value: string, variable: string): void {
  try {
    headers.set(name, value);
  } catch {
    // The error would quote the value.
    throw new Failure(`the environment variable ${variable} has a value that cannot be sent in a header`, false);
  }
}
