/** Prints a page by a browser without a window, in a folder of its own that is removed afterwards. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SECOND_MS } from '../../model/calendar.js';
import { LogscanError } from '../../model/errors.js';
import { endProgram, IN_A_GROUP } from '../../sources/end-program.js';
import { systemReason, writeReason } from '../../text/system-errors.js';
import { printable } from '../../text/terminal.js';

export interface Printing {
  /** The browser's whole path. */
  readonly browser: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** An abort from now on ends the browser. One that came before does not: what was read until then is still printed. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds. */
  readonly deadline?: number;
}

const DEADLINE = 60 * SECOND_MS;
/** At most this many characters of its messages are looked at, and of one shown. */
const MOST_WORDS = 64 * 1024;
const MOST_SHOWN = 200;

/** What a page needs to be printed, and nothing else: no network, no accounts, no crash reports, no first questions. */
const OPTIONS = [
  ...['--headless', '--no-pdf-header-footer', '--disable-gpu', '--disable-extensions', '--disable-dev-shm-usage'],
  ...['--no-first-run', '--no-default-browser-check', '--password-store=basic', '--use-mock-keychain'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-default-apps', '--disable-sync'],
  ...['--disable-breakpad', '--disable-domain-reliability', '--host-resolver-rules=MAP * ~NOTFOUND'],
];

/**
 * @param page a whole HTML document, which loads nothing. @param file it is replaced when all of the PDF is there
 * @throws LogscanError `output`
 */
export async function printPage(page: string, file: string, printing: Printing): Promise<void> {
  const fail = (why: string) => new LogscanError('output', `${file}: cannot be printed: ${why}`);
  const folder = await mkdtemp(join(tmpdir(), 'ptk-logscan-pdf-')).catch((error: unknown) => {
    throw fail(`${tmpdir()}: ${writeReason(error)}`);
  });
  try {
    const [source, printed] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    await writeFile(source, page).catch((error: unknown) => {
      throw fail(`${tmpdir()}: ${writeReason(error)}`);
    });
    const wrong = await run(source, printed, folder, printing);
    if (wrong !== null) throw fail(wrong);
    if (!(await isWhole(printed))) throw fail(`${basename(printing.browser)} wrote no whole PDF`);
    await copyFile(printed, file).catch((error: unknown) => {
      throw new LogscanError('output', `${file}: cannot be written: ${writeReason(error)}`);
    });
  } finally {
    // What the browser has started may still be writing there.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
  }
}

/** @returns what went wrong; null where nothing did */
async function run(source: string, printed: string, folder: string, printing: Printing): Promise<string | null> {
  const { browser, signal, deadline = DEADLINE } = printing;
  const name = basename(browser);
  // Its sandbox refuses to run as root, as in containers. The page has no script but its own, and loads nothing.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const files = [`--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${printed}`, pathToFileURL(source).href];
  // Some of what it keeps has another place than its profile.
  const own = { XDG_CONFIG_HOME: join(folder, 'config'), TMPDIR: folder, TMP: folder, TEMP: folder };
  const env = { ...printing.env, HOME: printing.env.HOME ?? folder, ...own };
  const child = spawn(browser, [...OPTIONS, ...asRoot, ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
    ...IN_A_GROUP,
  });
  let words = '';
  child.stderr.on('data', (piece: Buffer) => {
    if (words.length < MOST_WORDS) words += piece.toString('utf8');
  });
  let ended: string | null = null;
  const end = (why: string) => {
    ended ??= why;
    endProgram(child, env);
  };
  const timer = setTimeout(end, deadline, `${name} took longer than ${deadline / SECOND_MS} s`);
  const interrupted = () => end('interrupted');
  signal?.addEventListener('abort', interrupted);
  try {
    const status = await exitOf(child);
    if (ended !== null) return ended;
    if (status instanceof Error) return `${name} could not be started: ${systemReason(status)}`;
    if (status === 0) return null;
    const why = messageIn(words);
    const how = typeof status === 'number' ? `exit status ${status}` : `ended by ${status}`;
    return `${name}: ${how}${why === '' ? '' : `: ${why}`}`;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', interrupted);
    child.stderr.destroy();
  }
}

/** Its exit status, the signal that ended it, or why it could not be started. */
async function exitOf(child: ChildProcess): Promise<number | string | Error> {
  try {
    const [status, signal] = await once(child, 'exit');
    return status ?? signal;
  } catch (error) {
    return error as Error;
  }
}

/** Of all that a browser says the line that ended it, or the last; without its own place in the program's source. */
function messageIn(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim() !== '' && !line.includes('dbus'));
  const line = lines.find((each) => each.includes(':FATAL:')) ?? lines.at(-1) ?? '';
  return printable(line.replace(/^\[[^\]]*\] ?/, '').trim()).slice(0, MOST_SHOWN);
}

/** A browser that was ended from outside may leave a part. */
async function isWhole(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return false;
  try {
    const { size } = await handle.stat();
    const at = async (position: number, length: number) =>
      (await handle.read(Buffer.alloc(length), 0, length, position)).buffer.toString('latin1');
    return (await at(0, 5)) === '%PDF-' && (await at(Math.max(0, size - 32), 32)).includes('%%EOF');
  } finally {
    await handle.close();
  }
}
