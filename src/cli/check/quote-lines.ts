/** Reads the log lines that broke rules again, to show them. */
import { readSync } from 'node:fs';
import type { CheckDocument, FindingLine } from '../../check/document.js';
import { openSource } from '../../sources/open.js';

/** Bytes of a line that are read; longer ones are shown cut off. */
const MAX_QUOTE_BYTES = 1024;

/**
 * Fills in the texts of lines in plain files. A pipe cannot be read again, and a compressed file only from its start:
 * there, file and line number must do.
 */
export async function quoteLines({ findings }: CheckDocument): Promise<void> {
  const lines = findings.flatMap((finding) => finding.lines).filter(({ source }) => source !== '-');
  const sources = new Map<string, FindingLine[]>();
  for (const line of lines) sources.set(line.source, [...(sources.get(line.source) ?? []), line]);
  // One after the other: a gate quotes a few lines, and each is one read.
  for (const [name, wanted] of sources) {
    const source = await openSource(name).catch(() => null);
    if (source === null) continue;
    try {
      if (source.file === null) source.stream?.destroy();
      else for (const line of wanted) line.text = lineAt(source.file.fd, line.offset);
    } finally {
      source.close();
    }
  }
}

function lineAt(fd: number, offset: number): string | null {
  const bytes = Buffer.alloc(MAX_QUOTE_BYTES);
  try {
    const text = bytes.toString('utf8', 0, readSync(fd, bytes, 0, MAX_QUOTE_BYTES, offset));
    return text.split(/\r?\n/, 1)[0]!.replace(/\ufffd+$/, '');
  } catch {
    // The result is known already, and without the line's text it is still right.
    return null;
  }
}
