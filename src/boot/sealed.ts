/**
 * Compiled code with a checksum behind it. V8 trusts what it is given: code with damaged bytes in it ends the process,
 * or worse. Each step of the checksum can be undone, so that bytes that differ in one place always give another one.
 *
 * In WebAssembly, because a start of the command line takes 600 kB of code: this takes 0.9 ms of it, JavaScript that is
 * not yet compiled 3 ms, and to load `node:zlib` or `node:crypto` 1.5 or 3 ms.
 */

/** Bytes of the checksum: 64 bits, the lowest first. */
const SEAL_BYTES = 8;

/**
 * The checksum of a number of 8-byte words at the beginning of the memory, as it goes on from an earlier one:
 *
 *     (memory (export "memory") 1)
 *     (func (export "add") (param $hash i64) (param $end i32) (result i64)
 *       (local $at i32)
 *       (loop $next
 *         (local.set $hash (i64.mul (i64.xor (local.get $hash) (i64.load (local.get $at))) (i64.const 0x9e3779b97f4a7c15)))
 *         (local.set $hash (i64.xor (local.get $hash) (i64.shr_u (local.get $hash) (i64.const 32))))
 *         (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 8))) (local.get $end))))
 *       (local.get $hash))
 */
const WASM =
  'AGFzbQEAAAABBwFgAn5/AX4DAgEABQMBAAEHEAIGbWVtb3J5AgADYWRkAAAKNwE1AQF/A0AgACACKQMAhUKV+Kn6l7fem55/fiEAIAAgAEIgiIUhACACQQhqIgIgAUkNAAsgAAs=';

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly add: (hash: bigint, end: number) => bigint;
}

let loaded: Exports | null = null;

function checksum(bytes: Uint8Array): bigint {
  loaded ??= new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(WASM, 'base64')))
    .exports as unknown as Exports;
  const { memory, add } = loaded;
  const block = new Uint8Array(memory.buffer);
  let hash = BigInt(bytes.length);
  for (let from = 0; from < bytes.length; from += block.length) {
    const part = bytes.subarray(from, from + block.length);
    block.set(part);
    const end = Math.ceil(part.length / 8) * 8;
    block.fill(0, part.length, end);
    hash = add(hash, end);
  }
  return BigInt.asUintN(64, hash);
}

/** For `build/code-cache.cjs`. */
export function sealed(code: Uint8Array): Buffer {
  const seal = Buffer.alloc(SEAL_BYTES);
  seal.writeBigUInt64LE(checksum(code));
  return Buffer.concat([code, seal]);
}

/** The code, or undefined where a byte of it is not as it was. */
export function unsealed(file: Buffer): Buffer | undefined {
  const code = file.subarray(0, -SEAL_BYTES);
  return file.length > SEAL_BYTES && file.readBigUInt64LE(code.length) === checksum(code) ? code : undefined;
}
