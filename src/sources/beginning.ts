/** The beginning of an input, read a second time for some of its lines. */
import { readSync } from 'node:fs';
import { openSource } from './open.js';

/** In bytes: a few dozen lines, which is enough for a warning to be sure. */
export const BEGINNING_BYTES = 16_384;

/**
 * The first bytes of the text, one character a byte; null where the input cannot be read (any more).
 * @param name of an input that can be read again
 */
export async function beginningOf(name: string): Promise<string | null> {
  try {
    const source = await openSource(name);
    try {
      if (source.file !== null) {
        const { fd, position } = source.file;
        const bytes = Buffer.alloc(BEGINNING_BYTES);
        return bytes.toString('latin1', 0, readSync(fd, bytes, 0, BEGINNING_BYTES, position + source.start));
      }
      let text = '';
      for await (const chunk of source.stream!) {
        text += (chunk as Buffer).toString('latin1', 0, BEGINNING_BYTES);
        if (text.length >= BEGINNING_BYTES) break;
      }
      return text;
    } finally {
      source.close();
    }
  } catch {
    return null;
  }
}
