import { readFileSync } from 'node:fs';

/** Compiles the kernel that `npm run build:kernel` made; the module may be shared between threads. */
export function compileKernel(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL('./kernel.wasm', import.meta.url)));
}
