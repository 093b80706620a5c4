/** In the place of `src/kernel/load.ts`: the kernel is in the file that runs. */
import { getRawAsset } from 'node:sea';

export function compileKernel(): WebAssembly.Module {
  return new WebAssembly.Module(new Uint8Array(getRawAsset('kernel.wasm') as ArrayBuffer));
}
