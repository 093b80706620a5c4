/** Sends one notification to one channel: with its time limit and number of attempts, and without secrets in errors. */
import type { Channel } from '../../settings/job/job.js';
import { shown } from './answer.js';
import { runCommand } from './command.js';
import { withDeadline } from './deadline.js';
import { sendEmail } from './email.js';
import type { Message } from './message.js';
import { type RetryPolicy, withRetries } from './retry.js';
import { type Env, Redaction } from './secrets.js';
import { postWebhook } from './webhook.js';

/** What the outbox keeps of a notification. */
export interface NotificationPayload {
  readonly message: Message;
  /** The HTML report, for mail. */
  readonly html: string | null;
}

/**
 * @param redaction hides the secrets of all channels: a command may quote those of the others
 * @returns null when it was sent, else why not
 */
export async function send(
  channel: Channel,
  { message, html }: NotificationPayload,
  env: Env,
  retryPolicy: Omit<RetryPolicy, 'attempts'>,
  redaction: Redaction = new Redaction([channel], env),
): Promise<string | null> {
  const { target, timeout, attempts } = channel;
  const deadline = {
    limit: timeout,
    missing: target.kind === 'command' ? `${target.argv[0]}: no end` : 'no answer',
    signal: retryPolicy.signal,
  };
  try {
    await withRetries({ ...retryPolicy, attempts }, () =>
      withDeadline(deadline, (signal) => {
        switch (target.kind) {
          case 'webhook':
            return postWebhook(target, message, env, signal);
          case 'email':
            return sendEmail(target, message, html, env, signal);
          case 'command':
            return runCommand(target, message, env, signal);
        }
      }),
    );
    return null;
  } catch (error) {
    return shown(redaction.of((error as Error).message));
  }
}
