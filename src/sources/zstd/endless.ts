/**
 * Whether fzstd would never end on this compressed block: the weights of its Huffman table are coded by a table in
 * which one weight has all the probability, so that reading one takes no bits. RFC 8878 does not allow it, and libzstd
 * reports it as corrupt. `block` is without its header.
 */
export function isEndless(block: Uint8Array): boolean {
  // Literals section header: 2 bits of type, of which only 2 brings a Huffman table; 2 bits that give the header's size.
  if ((block[0]! & 3) !== 2) return false;
  const at = [3, 3, 4, 5][(block[0]! >> 2) & 3]!;
  // From 128 on, weights are stored directly, not coded.
  if (!(block[at]! < 128)) return false;
  return hasOneSymbol(block.subarray(at + 1));
}

/** Whether the first symbol with a probability in the description of an FSE table has all of it (RFC 8878, 4.1.1). */
function hasOneSymbol(table: Uint8Array): boolean {
  const all = 32 << (table[0]! & 15);
  // A number from 0 to `all` + 1, which is the probability + 1, takes one bit less where it is below this.
  const short = 2 * highestBit(all + 1) - 1 - (all + 1);
  let bit = 4;
  const bits = (count: number) => {
    const byte = bit >> 3;
    const word = (table[byte] ?? 0) | ((table[byte + 1] ?? 0) << 8) | ((table[byte + 2] ?? 0) << 16);
    return (word >> (bit & 7)) & ((1 << count) - 1);
  };
  while (bit < 8 * table.length) {
    const width = 32 - Math.clz32(all + 1);
    let number = bits(width);
    const low = number & ((1 << (width - 1)) - 1);
    if (low < short) {
      number = low;
      bit += width - 1;
    } else {
      if (number >= 1 << (width - 1)) number -= short;
      bit += width;
    }
    if (number !== 1) return number === all + 1;
    // This symbol has no probability: pairs of bits say how many further symbols have none.
    let more: number;
    do {
      more = bits(2);
      bit += 2;
    } while (more === 3 && bit < 8 * table.length);
  }
  return false;
}

/** The highest power of two in a number. */
function highestBit(number: number): number {
  return 2 ** (31 - Math.clz32(number));
}
