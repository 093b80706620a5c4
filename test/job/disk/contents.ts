/** Which lines of a `LogFolder` are in a file, whatever it is packed in. */
import { constants, gunzipSync, inflateRawSync } from 'node:zlib';

export function linesIn(bytes: Buffer): number[] {
  return [...textIn(bytes).matchAll(/n(\d{6})\r?\n/g)].map((match) => Number(match[1]));
}

/** Of an archive that is damaged, what is before the fault. A zip archive may have one member. */
function textIn(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString('latin1') === '\x1f\x8b') {
    // Without a limit on where it ends, a truncated one gives what is there.
    return textIn(gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
  }
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') {
    const data = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
    return textIn(inflateRawSync(bytes.subarray(data)));
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  return bytes.toString('latin1');
}
