/**
 * Whether a file begins as a tar archive. Its first bytes have no mark: they are the name of the first member, and
 * behind it stand the header's fields. A name with a line end in it is read as text: a pipe may have given only a first
 * line, and waiting for the rest of a header would keep its writer's lines back.
 */
const BLOCK = 512;
const NAME = { from: 0, to: 100 };
const MODE = { from: 100, to: 108 };
const SUM = { from: 148, to: 156 };
const MAGIC = { from: 257, to: 265 };
const LF = 10;
const BLANK = 0x20;
const ZERO = 0x30;
const SEVEN = 0x37;

interface Field {
  readonly from: number;
  readonly to: number;
}

/** By `ustar`; or, in the oldest form, by a header with the right checksum and zeros where `ustar` would stand. */
export function isTar(head: Uint8Array): boolean {
  if (!fits(head)) return false;
  if (head.length >= MAGIC.to && hasMagic(head)) return true;
  if (head.length < BLOCK) return false;
  return head.subarray(MAGIC.from, BLOCK).every((byte) => byte === 0) && sumOf(head) === numberIn(head, SUM);
}

/** Whether more bytes could make it one. */
export function mayBeTar(head: Uint8Array): boolean {
  return head.length < BLOCK && fits(head);
}

/** Whether the bytes so far could be a header. */
function fits(head: Uint8Array): boolean {
  if (head[0] === 0 || head.subarray(NAME.from, NAME.to).includes(LF)) return false;
  return [MODE, SUM].every(({ from, to }) => head.subarray(from, to).every(isOctal));
}

function isOctal(byte: number): boolean {
  return (byte >= ZERO && byte <= SEVEN) || byte === BLANK || byte === 0;
}

/** `ustar` and a NUL (POSIX), or two blanks and a NUL (GNU). */
function hasMagic(head: Uint8Array): boolean {
  const magic = Buffer.from(head.subarray(MAGIC.from, MAGIC.to)).toString('latin1');
  return magic.startsWith('ustar\0') || magic === 'ustar  \0';
}

/** The sum of all bytes of the header; its own field counts as blanks. */
function sumOf(head: Uint8Array): number {
  let sum = (SUM.to - SUM.from) * BLANK;
  for (let i = 0; i < BLOCK; i++) if (i < SUM.from || i >= SUM.to) sum += head[i]!;
  return sum;
}

function numberIn(head: Uint8Array, { from, to }: Field): number {
  return Number.parseInt(Buffer.from(head.subarray(from, to)).toString('latin1').replaceAll('\0', ' '), 8);
}
