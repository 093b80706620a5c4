/**
 * Makes V8 collect garbage before the heap has grown to several times what is in use. For runs that keep much: 2,000,000
 * groups then take 75 MiB less, and the same time. It is not set from the start, because Node's own code cache is only for
 * V8's usual flags. All threads of the process share the flag.
 */
export function keepHeapSmall(): void {
  setFlag('--optimize-for-size');
}

/**
 * Keeps V8's space for new objects at 3 MiB instead of 48. Where nearly all objects live as short as one line is read, as
 * the values of keys do, that takes no time; where many live longer, as events to be written, it takes half as long again.
 */
export function keepNewSpaceSmall(): void {
  setFlag('--semi-space-growth-factor=1');
}

/** Loaded only here: `node:v8` brings streams with it, which take a start some milliseconds. */
function setFlag(flag: string): void {
  process.getBuiltinModule('node:v8').setFlagsFromString(flag);
}
