/**
 * From a value as it is written on a line to what it means, so that `Z\u00fcrich` in JSON and `Zürich` elsewhere are
 * one group. What is around a value (JSON, XML, nothing) is not known here, so only what means the same everywhere is
 * read: quotes, `\\`, `\/` and `\uXXXX`, and the entities of XML. Each escape is read once.
 *
 * A control character comes as its escape, however it was written: `\n` stays, a tab or `\u0009` is `\t`. That keeps it
 * printable, and `ACME\nina`, a user of a Windows domain outside of JSON, whole.
 */

/** What may have to be replaced; most values have none of it. */
const ODD = /[\\&\0-\x1f\x7f-\x9f]/;

/** Where text in quotes is quoted again, quotes and `u` have several backslashes. */
const ESCAPE = /\\+u([0-9a-f]{4})|\\+(["'])|\\([\\/])|&(amp|lt|gt|quot|apos);|&#([0-9]{1,7});|&#x([0-9a-f]{1,6});/gi;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const SHORT: Readonly<Record<string, string>> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r' };

export function groupValue(written: string): string {
  if (!ODD.test(written)) return written;
  return written
    .replace(ESCAPE, (whole, unit, quote, same, entity, decimal, hex) => {
      if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
      if (entity !== undefined) return ENTITIES[entity.toLowerCase()]!;
      return quote ?? same ?? character(Number.parseInt(decimal ?? hex, hex === undefined ? 10 : 16)) ?? whole;
    })
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\p{Cc}/gu, (control) => SHORT[control] ?? `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Null for what is no character. */
function character(code: number): string | null {
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? null : String.fromCodePoint(code);
}
