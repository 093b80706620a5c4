/** A hash of a text with 53 bits: two FNV-like lanes, mixed. Not for secrets. */
export function hash53(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x5bd1e995);
  }
  a = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d);
  b = Math.imul(b ^ (b >>> 13), 0x297a2d39);
  a ^= b >>> 12;
  return (a >>> 0) * 2 ** 21 + ((b ^ (b >>> 16)) >>> 11);
}
