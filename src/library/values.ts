/** What the library's options say of the logs to read and how: values as the settings take them from every source. */
import { usageError } from '../model/errors.js';
import { MAX_GROUP_KEYS } from '../model/plan.js';
import { type GroupingChoice, groupingChoice } from '../settings/grouping.js';
import { notBlank } from '../settings/parse-values.js';
import type { RawValue } from '../settings/raw-value.js';
import { writtenFormat } from '../settings/read-line-format.js';
import { type Decisions, decisionsOf } from '../settings/scan-plan.js';
import { optionValues, type ScanValues } from '../settings/scan-values.js';
import { conditionsOf } from '../settings/where.js';
import { hold, type OptionKinds } from './held-options.js';
import { nameOf, withNames } from './option-names.js';
import { catalogueOf, type ScanFilesOptions, type ScanOptions } from './options.js';

type Options = ScanFilesOptions & ScanOptions;

/** The values of options that were held to their types. @throws LogscanError `usage` for a blank one */
export function valuesOf(options: Options): ScanValues['options'] {
  return optionValues((name, { isSwitch, isList, isNumber }) => {
    // The catalogue is there already, and no file.
    const value = name === 'catalogue' ? undefined : (options as Readonly<Record<string, unknown>>)[nameOf(name)];
    if (isSwitch) return value === true;
    if (isList) return rawValues(nameOf(name), value);
    if (value === undefined) return null;
    if (isNumber) return { label: nameOf(name), value };
    return notBlank({ label: nameOf(name), text: textOf(name, value) });
  });
}

/** One of several is named by its number. */
export function rawValues(name: string, value: unknown): RawValue[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [notBlank({ label: name, text: String(value), isWhole: true })];
  return value.map((each, i) => notBlank({ label: `${name}[${i}]`, text: String(each), isWhole: true }));
}

function textOf(name: string, value: unknown): string {
  const isTime = name === 'since' || name === 'until';
  if (isTime && typeof value !== 'string') return new Date(value as number | Date).toISOString();
  return String(value);
}

/** `by` and `maxGroups`, decided. */
export function groupingIn({ by, maxGroups }: Pick<Options, 'by' | 'maxGroups'>): GroupingChoice {
  const most = maxGroups === undefined ? null : { label: 'maxGroups', text: String(maxGroups) };
  return groupingChoice(rawValues('by', by), most);
}

/** What is decided of a stream, or of its counts. */
export type StreamPlan = ReturnType<typeof streamPlan>;

/**
 * @param kinds of the options that are allowed
 * @throws LogscanError `usage` for the first option that is wrong
 */
export function streamPlan<T extends ScanOptions>(options: T, kinds: OptionKinds<T>) {
  return withNames(() => {
    hold(options, kinds);
    const values = valuesOf(options);
    const decisions: Decisions = decisionsOf(values, Date.now(), catalogueOf(options));
    const { groupKeys, maxGroups } = groupingIn(options);
    if (Array.isArray(options.by) && groupKeys.length < options.by.length) {
      throw usageError(`by: expected keys on the lines, at most ${MAX_GROUP_KEYS}; got ${options.by.join(', ')}`);
    }
    return {
      ...decisions,
      groupKeys,
      maxGroups,
      where: conditionsOf(values.where),
      format: writtenFormat(values),
      values,
      reference: options.reference ?? Date.now(),
      source: options.source ?? '-',
    };
  });
}
