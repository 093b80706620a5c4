/** Documents that are no longer what they were: each with one thing changed, and where. */

export interface Mutant {
  /** Such as `/codes/0/severity: an unknown word`. */
  readonly change: string;
  readonly document: unknown;
}

type Container = Record<string, unknown> | unknown[];
type Path = readonly (string | number)[];

const WORDS = new Set(
  'kind category severity fault retry verdict level state occasion because archive compression encoding lineEnds schema update is'.split(
    ' ',
  ),
);
/** Numbers that may be below 0, or have a fraction. */
const ANY_NUMBER = /^(year|yearFound|assumed|lag|sinceSuccess|lastTime|modified|starts|spans)$/;
const RATE = /rate|pValue|share|^(p|adjusted)$/i;
const INSTANT = /^[0-9-]{10}T[0-9:]{8}\.[0-9]{3}(Z|[+-][0-9]{2}:[0-9]{2})$/;
/** What has names from outside as keys: which of them are there is nobody's concern, and their values are alike. */
const MAPS = new Set(['categories', 'faults', 'codes', 'fields']);
/** So many entries of a list are changed. */
const MOST_ENTRIES = 2;

function isMap(path: Path, value: object): boolean {
  return (
    MAPS.has(String(path.at(-1))) && Object.values(value).every((each) => typeof each !== 'object' || each === null)
  );
}

const nameOf = (path: Path) => String(path.filter((step) => typeof step === 'string').at(-1) ?? '');

/** @param isWord whether the value at a place is one of a list of words, where its name does not tell */
export function* mutantsOf(document: unknown, isWord: (name: string, path: string) => boolean): Iterable<Mutant> {
  for (const [path, value] of placesIn(document, [])) {
    const at = `/${path.join('/')}`;
    const changed = (change: string, other: unknown): Mutant => ({
      change: `${at}: ${change}`,
      document: replaced(document, path, other),
    });
    const name = nameOf(path);
    if (Array.isArray(value)) yield changed('a text, not a list', 'wrong');
    else if (typeof value === 'object' && value !== null) {
      yield changed('a list, not an object', []);
      yield changed('a key more', { ...value, more: true });
      if (!isMap(path, value)) {
        for (const key of Object.keys(value)) {
          const { [key]: _, ...less } = value as Record<string, unknown>;
          yield changed(`without ${key}`, less);
        }
      }
    } else {
      yield changed('an object', { wrong: true });
      if (typeof value === 'number') {
        yield changed('a text', String(value));
        if (!ANY_NUMBER.test(name)) yield changed('below 0', -1);
        if (RATE.test(name)) yield changed('above 1', 1.5);
        else if (!ANY_NUMBER.test(name)) yield changed('a fraction', 0.5);
      } else if (typeof value === 'boolean') yield changed('a number', 1);
      else if (typeof value === 'string') {
        yield changed('a number', 7);
        if (WORDS.has(name) && isWord(name, at)) yield changed('an unknown word', `${value}x`);
        if (INSTANT.test(value)) {
          yield changed('without milliseconds', value.replace(/\.[0-9]{3}/, ''));
          yield changed(
            'of the other form of zone',
            value.endsWith('Z') ? `${value.slice(0, -1)}+00:00` : `${value.slice(0, -6)}Z`,
          );
          yield changed('of no month', value.replace(/-[0-9]{2}-/, '-13-'));
        }
      }
    }
  }
}

function* placesIn(value: unknown, path: Path): Iterable<readonly [Path, unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  const entries = Array.isArray(value)
    ? value.slice(0, MOST_ENTRIES).map((each, i) => [i, each] as const)
    : Object.entries(value);
  for (const [key, each] of entries) yield* placesIn(each, [...path, key]);
}

function replaced(value: unknown, path: Path, other: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return other;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Container;
  (copy as Record<string | number, unknown>)[step] = replaced(
    (value as Record<string | number, unknown>)[step],
    rest,
    other,
  );
  return copy;
}
