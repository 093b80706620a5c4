/** The events of a worker thread on their way to the main thread, which takes them turn by turn, with their text if wanted. */
import type { MessagePort } from 'node:worker_threads';
import type { EventBatch } from '../model/event.js';
import { copyOf } from '../scan/copy-batch.js';
import type { TextFeed } from '../scan/text-feed.js';
import type { RelayPlan } from './scan-job.js';
import type { ScanHooks } from './scan-pieces.js';

/** A message to the main thread, which answers it with any message when it has done with the events. */
export interface RelayedEvents {
  readonly steps: readonly RelayedStep[];
}

/** In the order of the calls of the hooks. */
type RelayedStep =
  | { readonly batch: EventBatch; readonly order: number }
  | { readonly text: Uint8Array }
  | { readonly textFrom: number }
  | { readonly textEnd: true };

/** The hooks of a worker thread that hand on every event. */
export function relayingHooks(
  port: MessagePort,
  { turn, isFed }: RelayPlan,
): Required<Pick<ScanHooks, 'tap' | 'drain'>> & ScanHooks {
  let steps: RelayedStep[] = [];
  const feed: TextFeed = {
    begin: (textFrom) => steps.push({ textFrom }),
    bytes: (chunk) => steps.push({ text: chunk.slice() }),
    end: () => steps.push({ textEnd: true }),
  };
  return {
    tap: (batch, order) => {
      steps.push({ batch: copyOf(batch), order });
    },
    drain: async () => {
      if (steps.length === 0) return;
      const taken = new Promise((resolve) => port.once('message', resolve));
      port.postMessage({ steps } satisfies RelayedEvents);
      steps = [];
      await taken;
    },
    ...(isFed ? { feed } : {}),
    ...(turn === undefined ? {} : { turn }),
  };
}

/** Does with a step what the hooks would have done in the worker thread. */
export function replay(step: RelayedStep, { tap, feed }: Pick<ScanHooks, 'tap' | 'feed'>): void {
  if ('batch' in step) tap?.(step.batch, step.order);
  else if ('text' in step) feed?.bytes(step.text);
  else if ('textFrom' in step) feed?.begin(step.textFrom);
  else feed?.end();
}
