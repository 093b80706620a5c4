/** Sends one notification to one channel: with its time limit and number of attempts, and without secrets in errors. */
import type { Channel } from '../../settings/job/job.js';
import { runCommand } from './command.js';
import { sendEmail } from './email.js';
import type { Message } from './message.js';
import { type RetryPolicy, withRetries } from './retry.js';
import { type Env, redacted } from './secrets.js';
import { postWebhook, webhookSecrets } from './webhook.js';

/** What the outbox keeps of a notification. */
export interface NotificationPayload {
  readonly message: Message;
  /** The HTML report, for mail. */
  readonly html: string | null;
}

/** @returns null when it was sent, else why not */
export async function send(
  { target, timeout, attempts }: Channel,
  { message, html }: NotificationPayload,
  env: Env,
  retryPolicy: Omit<RetryPolicy, 'attempts'>,
): Promise<string | null> {
  try {
    await withRetries({ ...retryPolicy, attempts }, () => {
      switch (target.kind) {
        case 'webhook':
          return postWebhook(target, message, env, timeout);
        case 'email':
          return sendEmail(target, message, html, env, timeout);
        case 'command':
          return runCommand(target, message, env, timeout);
      }
    });
    return null;
  } catch (error) {
    return redacted((error as Error).message, secretsOf(target, env));
  }
}

function secretsOf(target: Channel['target'], env: Env): string[] {
  if (target.kind === 'webhook') return webhookSecrets(target, env);
  if (target.kind === 'email' && target.passwordFrom !== null) return [env[target.passwordFrom] ?? ''];
  return [];
}
