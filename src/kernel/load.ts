import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compiles the kernel that `npm run build:kernel` made; the module may be shared between threads. */
export function compileKernel(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(join(import.meta.dirname, 'kernel.wasm')));
}
