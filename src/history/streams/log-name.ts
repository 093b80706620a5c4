/**
 * The name of a log, whatever its files are called today: `app.log` for `app.log`, `app.log.1`, `app.log.2.gz`,
 * `app.log-20261101`, `app.log.2026-11-01.zst`, `app-2026-11-01.log` and `app.2026-11-01_09.0.log.gz`. Counts are kept
 * under it, so that rotation does not make a new log each day. It is only a label: a file is recognised by its
 * contents.
 */

const COMPRESSED = /\.(?:gz|gzip|zst|zstd|bz2|xz)$/i;
/** `.1`, `.old`, `.bak`, `.20261101`, `-2026-11-01`, `.2026-11-01-09`, `_20261101T0915`, `-1793524500`. */
const ROTATED =
  /(?:\.\d{1,4}|\.(?:old|bak|orig|prev)|[._-](?:19|20)\d\d-?[01]\d-?[0-3]\d(?:[T._-]?\d{2}(?:[:._-]?\d{2}){0,2})?|[._-]\d{10})$/i;
/** A date in the middle, as log4j and IIS write it: `app-2026-11-01.log`, `app.2026-11-01_09.3.log`, `u_ex261101.log`. */
const DATED =
  /(?:[._-]?(?:19|20)\d\d-?[01]\d-?[0-3]\d(?:[T._-]?\d{2}(?:[:._-]?\d{2}){0,2})?(?:\.\d{1,4})?|(?<=[a-z])\d\d[01]\d[0-3]\d(?:\d\d)?(?:_x)?)(?=\.[A-Za-z]+$)/;

/** @param path with `/` or `\` between folders; the folders are kept */
export function logName(path: string): string {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return path.slice(0, at) + baseName(path.slice(at));
}

function baseName(file: string): string {
  let name = strip(file, COMPRESSED);
  for (let i = 0; i < 3; i++) {
    const shorter = strip(name, ROTATED);
    if (shorter === name) break;
    name = shorter;
  }
  const undated = name.replace(DATED, '');
  // `20261101.log`: only the date tells the file from the next one.
  return undated.startsWith('.') && !name.startsWith('.') ? `*${undated}` : undated;
}

/** The name is left as it is where only an ending would remain. */
function strip(name: string, ending: RegExp): string {
  const shorter = name.replace(ending, '');
  return shorter === '' || shorter.startsWith('.') ? name : shorter;
}

/** Whether the name says that the file was rotated. */
export function isRotatedName(path: string): boolean {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const plain = strip(file, COMPRESSED);
  return plain !== file || strip(plain, ROTATED) !== plain;
}
