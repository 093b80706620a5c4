/** Mail by SMTP (nodemailer, loaded only here), with the HTML report attached. */
import type { Email } from '../../settings/job/job.js';
import { MOST_ANSWER } from './answer.js';
import { type Message, messageText } from './message.js';
import { Failure } from './retry.js';
import { type Env, secret } from './secrets.js';

/** A server's answer is read up to this many bytes: what it can do is told in several lines. */
const MOST_REPLY = 8000;

/** Sends the message once. @throws Failure */
export async function sendEmail(
  target: Email,
  message: Message,
  html: string | null,
  env: Env,
  signal: AbortSignal,
): Promise<void> {
  const { createTransport } = await import('nodemailer');
  const { host, port, security, user, passwordFrom, from, to } = target;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === null || passwordFrom === null ? {} : { auth: { user, pass: secret(env, passwordFrom) } }),
    maxResponseSize: MOST_REPLY,
    // nodemailer must not read files or fetch addresses that the text of a message names.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const report = message.report === null ? 'report' : `${message.report.name}-${message.report.period.name}`;
  try {
    await transport.sendMail({
      // Ends the connection, at whatever stage it is. Limits of single stages would each begin anew.
      signal,
      from,
      to: [...to],
      subject: `[ptk-logscan] ${message.subject}`,
      text: messageText(message),
      ...(html === null
        ? {}
        : {
            attachments: [
              {
                filename: `${report.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.html`,
                content: html,
                contentType: 'text/html; charset=utf-8',
              },
            ],
          }),
    });
  } catch (error) {
    const { message: text, responseCode } = error as Error & { responseCode?: number };
    // RFC 5321: 5yz is permanent, 4yz temporary.
    throw new Failure(text.slice(0, MOST_ANSWER), responseCode === undefined || responseCode < 500);
  } finally {
    transport.close();
  }
}
