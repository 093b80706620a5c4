/** A plan's document, read and held to what it must be, and what it decided as a plan of this program. */
import { createHash } from 'node:crypto';
import { BUILT_IN, Catalogue } from '../../catalogue/catalogue.js';
import { usageError } from '../../model/errors.js';
import type { ScanPlan } from '../../model/plan.js';
import { RULES_EDITION } from '../../model/rules-edition.js';
import { PLAN_SCHEMA, type PlanDocument } from '../../model/source-plan.js';
import { readTextFile } from '../../text/text-file.js';
import type { Zone } from '../../time/zone.js';
import { parseDocument } from '../partial/parse-document.js';
import { plan as isPlan } from '../partial/validators.js';
import type { RawValue } from '../raw-value.js';
import { scanPlan } from '../scan-plan.js';
import { optionValues } from '../scan-values.js';

export interface ReadPlan {
  readonly document: PlanDocument;
  /** SHA-256 of the document. */
  readonly digest: string;
  readonly file: string;
}

/** However its JSON is laid out. */
export function digestOfPlan(document: PlanDocument): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

/** @throws LogscanError `usage` where it cannot be read, is no plan, or is one of other rules */
export async function readPlan(file: string): Promise<ReadPlan> {
  const text = await readTextFile(file, { what: 'the plan' });
  const expected = 'a plan, as ptk-logscan plan writes it';
  const document = parseDocument(text, file, { expected, schema: PLAN_SCHEMA, isValid: isPlan }) as PlanDocument;
  for (const { name, parts } of document.sources) {
    const isRising = parts[0] === 0 && parts.every((from, i) => i === 0 || from > parts[i - 1]!);
    if (!isRising) throw usageError(`${file}: ${name}: expected parts that begin at 0 and rise; got others`);
  }
  const { rules } = document.producer;
  if (rules !== RULES_EDITION) {
    throw usageError(
      `${file}: expected edition ${RULES_EDITION} of the rules; got ${rules}`,
      'plan and scan must be of one version',
    );
  }
  return { document, digest: digestOfPlan(document), file };
}

export function catalogueOfPlan({ catalogue }: PlanDocument): Catalogue {
  return catalogue === null ? BUILT_IN : new Catalogue(catalogue);
}

/** Everything that the plan has decided; nothing of it comes from anywhere else. */
export async function planOf({ document, file }: ReadPlan): Promise<ScanPlan<Zone, Catalogue>> {
  const { timeZone, window, options } = document;
  const given: Readonly<Record<string, string | readonly string[] | boolean | null>> = {
    tz: timeZone,
    window,
    since: options.since,
    until: options.until,
    'date-order': options.dateOrder,
    year: options.year === null ? null : String(options.year),
    code: options.codes?.map(String) ?? [],
    category: options.categories ?? [],
    severity: options.severities ?? [],
    where: options.where ?? [],
    count: options.count,
    'code-key': options.codeKeys,
    'ignore-key': options.ignoreKeys,
    labelled: options.labelled,
    pattern: options.pattern,
    'json-code': options.jsonCode,
    'json-time': options.jsonTime,
    'time-format': options.timeFormat,
  };
  const raw = (name: string, text: string): RawValue => ({ label: `${file}: ${name}`, text, isWhole: true });
  const values = optionValues((name, { isSwitch, isList }) => {
    const value = given[name] ?? null;
    if (isSwitch) return value === true;
    if (isList) return ((value ?? []) as readonly string[]).map((text) => raw(name, text));
    return typeof value === 'string' ? raw(name, value) : null;
  });
  const catalogue = catalogueOfPlan(document);
  const plan = await scanPlan({ files: ['-'], options: values }, 0, catalogue);
  if (catalogue.digest !== document.producer.catalogue) {
    throw usageError(`${file}: expected the catalogue ${document.producer.catalogue}; got ${catalogue.digest}`);
  }
  return { ...plan, groupKeys: options.by, maxGroups: options.maxGroups };
}
