/** Tries the channels of a job: each gets one message that says it is a test. Nothing of it is remembered. */
import { basename } from 'node:path';
import type { Channel, Job } from '../settings/job/job.js';
import { testMessage } from './notify/message.js';
import { type Env, Redaction } from './notify/secrets.js';
import { send } from './notify/send.js';

export interface TriedChannel {
  readonly name: string;
  readonly kind: Channel['target']['kind'];
  /** Null: it took the message. Without secrets. */
  readonly error: string | null;
}

/** One after the other, each once: who tries wants to see at once what is wrong. */
export async function* tryChannels(
  { channels, file }: Pick<Job, 'channels' | 'file'>,
  { env, signal }: { readonly env: Env; readonly signal: AbortSignal },
): AsyncIterable<TriedChannel> {
  const redaction = new Redaction(channels, env);
  const payload = { message: testMessage(basename(file)), html: null };
  for (const channel of channels) {
    if (signal.aborted) return;
    const { name, target } = channel;
    const error = await send({ ...channel, attempts: 1 }, payload, env, { signal }, redaction);
    yield { name, kind: target.kind, error };
  }
}
