/** Files as the doctor looks at them, with all that is decided before. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import type { GivenOption } from '../../src/doctor/command.js';
import { diagnose } from '../../src/doctor/diagnose.js';
import type { Diagnosis, SourceDiagnosis } from '../../src/doctor/diagnosis.js';
import type { LineFormat } from '../../src/model/line-format.js';
import type { LineRules } from '../../src/model/rules.js';
import { zoneNamesIn } from '../../src/model/zone-abbreviations.js';
import type { Plan } from '../../src/pipeline.js';
import { fileName } from '../../src/text/file-name.js';
import { zoneOf } from '../../src/time/zone.js';
import { rulesOf } from '../rules/rules-of.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-doctor-'));
/** As documents and commands have it. */
export const pathOf = (name: string) => fileName(join(folder, name));
// Not after all tests of a file: the files of a process share this one.
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const WRITTEN = '2026-12-31T12:00:00Z';

export interface Told {
  readonly format?: LineFormat;
  readonly rules?: Partial<LineRules>;
  readonly given?: readonly GivenOption[];
  readonly timeZone?: string;
  /** When the files were last written to. */
  readonly written?: string;
  readonly now?: string;
}

export async function look(files: Readonly<Record<string, string | Buffer>>, told: Told = {}): Promise<Diagnosis> {
  const written = new Date(told.written ?? WRITTEN);
  const paths = Object.entries(files).map(([name, bytes]) => {
    const path = pathOf(name);
    writeFileSync(path, bytes);
    utimesSync(path, written, written);
    return path;
  });
  const timeZone = told.timeZone ?? 'Europe/Berlin';
  const scan: Plan = {
    files: paths,
    recursive: false,
    timeZone: zoneOf(timeZone),
    window: 'auto',
    since: null,
    last: null,
    spanOptions: '',
    until: null,
    codes: null,
    categories: null,
    severities: null,
    count: 'lines',
    rules: rulesOf({ zones: zoneNamesIn(timeZone), ...told.rules }),
    groupKeys: [],
    where: [],
    maxGroups: 1000,
    format: told.format ?? null,
    catalogue: BUILT_IN,
    workers: null,
  };
  const { diagnosis } = await diagnose({
    scan,
    given: told.given ?? [],
    now: Date.parse(told.now ?? '2030-01-01T00:00:00Z'),
    signal: new AbortController().signal,
    warn: () => {},
  });
  return diagnosis;
}

export async function one(bytes: string | Buffer, told: Told = {}): Promise<SourceDiagnosis> {
  return (await look({ 'app.log': bytes }, told)).sources[0]!;
}

/** `n` lines, each by its number from 0. */
export function lines(n: number, line: (i: number) => string): string {
  return Array.from({ length: n }, (_, i) => `${line(i)}\n`).join('');
}

/** The command that is advised, without the program's name and the file. */
export function options({ command }: SourceDiagnosis): string {
  return command.replace(/^ptk-logscan /, '').replace(/ ?\S+app\.log$/, '');
}
