/** The types that the package's public surface names, read from the `.d.ts` files that a consumer's compiler reads. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A declaration in one file: its text without comments, and what its names mean there. */
interface Declared {
  readonly file: string;
  readonly name: string;
}

interface Module {
  /** Text of each declaration by its name, without comments. */
  readonly declared: ReadonlyMap<string, string>;
  /** Names that are imported, or exported from elsewhere: the file and the name there. */
  readonly from: ReadonlyMap<string, Declared>;
  /** Exported names, by the name inside. */
  readonly exported: ReadonlyMap<string, string>;
}

const LIST = /^(import|export) (?:type )?\{([^}]*)\} from '([^']+)';$/gm;
const DECLARATION =
  /^(?:export )?(?:declare )?(?:abstract )?(?:class|interface|type|const|function|enum) (\w+)[\s\S]*?(?=^(?:export |declare |import |interface |type |\/\/#)|(?![\s\S]))/gm;

const modules = new Map<string, Module>();

function moduleOf(file: string): Module {
  const known = modules.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  const from = new Map<string, Declared>();
  const exported = new Map<string, string>();
  for (const [, kind, names, path] of text.matchAll(LIST)) {
    const target = path!.startsWith('.') ? join(dirname(file), path!).replace(/\.js$/, '.d.ts') : path!;
    for (const item of names!.split(',')) {
      const [name, as = name] = item
        .trim()
        .replace(/^type /, '')
        .split(' as ');
      if (name === '' || name === undefined) continue;
      from.set(as!, { file: target, name });
      if (kind === 'export') exported.set(as!, as!);
    }
  }
  const declared = new Map<string, string>();
  for (const [whole, name] of text.replace(LIST, '').matchAll(DECLARATION)) {
    declared.set(name!, (declared.get(name!) ?? '') + whole);
    if (whole.startsWith('export ')) exported.set(name!, name!);
  }
  const made = { declared, from, exported };
  modules.set(file, made);
  return made;
}

/** Where a name of a file is declared; null: it is global, or of another package. */
function originOf(file: string, name: string): Declared | null {
  const { declared, from } = moduleOf(file);
  if (declared.has(name)) return { file, name };
  const other = from.get(name);
  return other === undefined || !other.file.endsWith('.d.ts') ? null : originOf(other.file, other.name);
}

/** Names in a declaration, but for those of its members, of values whose type is meant, and in texts. */
function namesIn(text: string): string[] {
  const code = text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''").replace(/\btypeof \w+/g, '');
  return [...code.matchAll(/(?<![.\w])[A-Za-z_]\w*(?!\w)(?!\??:)/g)].map(([name]) => name);
}

/**
 * The names of all types that are reached from the exports of a file, and which of them are not exported from it: as
 * `file: name`.
 */
export function typesReached(entry: string): {
  readonly reached: readonly string[];
  readonly hidden: readonly string[];
} {
  const id = ({ file, name }: Declared) => `${file}: ${name}`;
  const origins = [...moduleOf(entry).exported.keys()].map((name) => originOf(entry, name)!);
  const exported = new Set(origins.map(id));
  const reached = new Map(origins.map((origin) => [id(origin), origin]));
  // A map goes on to what is added to it meanwhile.
  for (const { file, name } of reached.values()) {
    for (const used of namesIn(moduleOf(file).declared.get(name)!)) {
      const origin = originOf(file, used);
      if (origin !== null) reached.set(id(origin), origin);
    }
  }
  return { reached: [...reached.keys()], hidden: [...reached.keys()].filter((each) => !exported.has(each)) };
}
