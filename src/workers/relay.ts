/** The events of a worker thread on their way to the main thread, which takes them turn by turn. */
import type { MessagePort } from 'node:worker_threads';
import type { EventBatch } from '../model/event.js';
import { copyOf } from '../scan/copy-batch.js';
import type { ScanHooks } from './scan-pieces.js';

/** A message to the main thread, which answers it with any message when it has done with the events. */
export interface RelayedEvents {
  readonly batches: readonly { readonly batch: EventBatch; readonly order: number }[];
}

/** The hooks of a worker thread that hand on every event. `turn`: see `ScanHooks`. */
export function relayingHooks(
  port: MessagePort,
  turn: number | undefined,
): Required<Omit<ScanHooks, 'turn'>> & ScanHooks {
  let batches: RelayedEvents['batches'][number][] = [];
  return {
    tap: (batch, order) => {
      batches.push({ batch: copyOf(batch), order });
    },
    drain: async () => {
      if (batches.length === 0) return;
      const taken = new Promise((resolve) => port.once('message', resolve));
      port.postMessage({ batches } satisfies RelayedEvents);
      batches = [];
      await taken;
    },
    ...(turn === undefined ? {} : { turn }),
  };
}
