import type { Webhook } from '../../settings/job/job.js';
import { type Message, slackForm } from './message.js';
import { Failure } from './retry.js';
import { type Env, secret } from './secrets.js';

/** At most this many characters of the answer are part of an error message. */
const MOST_ANSWER = 200;

/** The values that must not appear in an error. The whole address is one, because services put tokens into it. */
export function webhookSecrets({ urlFrom, headersFrom }: Webhook, env: Env): string[] {
  return [...(urlFrom === null ? [] : [urlFrom]), ...Object.values(headersFrom)].map((name) => env[name] ?? '');
}

/** Posts the message once. @throws Failure */
export async function postWebhook(target: Webhook, message: Message, env: Env, timeout: number): Promise<void> {
  const url = target.url ?? secret(env, target.urlFrom!);
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  for (const [name, variable] of Object.entries(target.headersFrom)) headers.set(name, secret(env, variable));
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new Failure('expected an http or https address', false);
  const body = target.form === 'slack' ? slackForm(message) : `${JSON.stringify(message)}\n`;
  let response: Response;
  try {
    // A redirect would send the headers, with their secrets, to another address.
    response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
  } catch (error) {
    const { name, cause } = error as Error & { cause?: NodeJS.ErrnoException };
    if (name === 'TimeoutError') throw new Failure(`no answer within ${timeout / 1000} s`, true);
    throw new Failure(cause?.code ?? cause?.message ?? 'the address cannot be reached', true);
  }
  if (response.ok) {
    await response.body?.cancel();
    return;
  }
  const answer = (await response.text().catch(() => '')).replace(/\s+/g, ' ').slice(0, MOST_ANSWER);
  const after = Number(response.headers.get('retry-after') ?? Number.NaN) * 1000;
  throw new Failure(
    `answered ${response.status}${answer === '' ? '' : `: ${answer}`}`,
    response.status === 429 || response.status === 408 || response.status >= 500,
    Number.isNaN(after) ? null : after,
  );
}
