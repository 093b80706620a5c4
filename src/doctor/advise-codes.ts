/** Advice on codes: those that may be other numbers, and numbers that may be codes. */
import { counted, thousands } from '../text/numbers.js';
import type { Advice, Facts } from './advice.js';
import { canBeGiven, comparedName, type NameCounts } from './code-names.js';
import { patternThatTakes } from './code-pattern.js';
import type { GivenOption } from './command.js';
import type { Context } from './contexts.js';
import type { SourceDiagnosis } from './diagnosis.js';
import { isLikelyColumn } from './header-stats.js';
import type { SourceStats } from './source-stats.js';
import { changeOf, lost, type TrialLine } from './trial.js';

/** Codes that a sentence names. */
const NAMED = 5;
/** At least this many known codes, this many of them different, under one name are hardly chance. */
const ENOUGH = 3;
const DIFFERENT = 2;
/** Rules that no name can overrule: something touches the number, or it is part of something larger. */
const HOPELESS = [1, 3];

export function adviseOnCodes({ codes, sample }: Facts, stats: SourceStats, advice: Advice): void {
  const isHeaderFound = adviseOnColumn(stats, advice);
  // Once columns are read by the header, numbers that only look like codes have the names of other columns.
  if (!isHeaderFound) {
    adviseOnCatalogueOnly(codes, stats, advice);
    adviseOnRefused(codes, sample, stats, advice);
  }
  const unknown = codes.seen.filter(({ known }) => !known).map(({ code }) => String(code));
  if (unknown.length > 0) {
    const more = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : '';
    advice.findings.push(
      `The catalogue does not know ${unknown.slice(0, NAMED).join(', ')}${more}: counted as warnings. --catalogue adds what they mean.`,
    );
  }
}

/**
 * Where most numbers of the range are not in the catalogue, those that are in it are so by chance: running numbers,
 * ids.
 */
function adviseOnCatalogueOnly(codes: SourceDiagnosis['codes'], stats: SourceStats, advice: Advice): void {
  const doubted = stats.codes.contexts.common.filter(({ count, unknown }) => unknown > count);
  const events = sum(doubted, ({ count }) => count);
  if (events === 0) return;
  const others = thousands(sum(doubted, ({ unknown }) => unknown));
  const most = doubted[0]!;
  const finding =
    `${counted(events, 'event rests', 'events rest')} on the catalogue alone and ${events === 1 ? 'looks' : 'look'} like another number: ` +
    `where ${events === 1 ? 'it stands' : 'they stand'}, such as ${JSON.stringify(most.text)}, ${others} others are in no catalogue.`;
  const name = nameOf(doubted);
  if (name !== null) {
    const { before, after } = counts(stats, ['ignore-key', name]);
    if (after.labelled === before.labelled && after.catalogueOnly < before.catalogueOnly) {
      advice.findings.push(`${finding} --ignore-key ${name} leaves ${events === 1 ? 'it' : 'them'} out.`);
      advice.options.push(['ignore-key', name]);
      return;
    }
  }
  const labelled = counts(stats, ['labelled', null]);
  if (labelled.after.catalogueOnly >= labelled.before.catalogueOnly) return;
  const rest = codes.catalogueOnly - events;
  const with_ = rest === 0 ? '' : `, and ${thousands(rest)} more that rest on it`;
  advice.findings.push(`${finding} --labelled leaves ${events === 1 ? 'it' : 'them'} out${with_}.`);
  if (events > rest) advice.options.push(['labelled', null]);
}

/** The one name that all of the contexts have, or null. */
function nameOf(contexts: readonly Context[]): string | null {
  const name = contexts[0]!.name;
  if (name === null || !canBeGiven(name)) return null;
  return contexts.every((context) => context.name !== null && comparedName(context.name) === comparedName(name))
    ? name
    : null;
}

/** Advises on a first line with names of columns, none of which is that of a code. @returns whether there is one */
function adviseOnColumn(stats: SourceStats, { findings, options }: Advice): boolean {
  const column = stats.header.possibleColumns.find(({ name }) => canBeGiven(name) && changesCodes(stats, name));
  if (column === undefined) return false;
  const { name, known, unknown, numbers } = column;
  const names = 'Its first line names columns, none of them as one of codes';
  if (isLikelyColumn(column)) {
    findings.push(
      `${names}, but most numbers of "${name}" are in the catalogue: --code-key ${name} takes it for that.`,
    );
    options.push(['code-key', name]);
  } else {
    const some = `${thousands(known + unknown)} of ${counted(numbers, 'number')} of "${name}" ${known + unknown === 1 ? 'looks' : 'look'} like one`;
    findings.push(
      `${names}, but ${some}: if ${numbers === 1 ? 'it is' : 'they are'}, --code-key ${name} takes that column alone.`,
    );
  }
  return true;
}

function adviseOnRefused(
  { lines, refused, seen }: SourceDiagnosis['codes'],
  sample: SourceDiagnosis['sample'],
  stats: SourceStats,
  { findings, options }: Advice,
): void {
  const refusals = sum(refused, ({ count }) => count);
  const read = readOf(sample);
  if (lines === 0 && refusals === 0) {
    findings.push(`No line${read} has a number from 106000 to 109999.`);
    return;
  }
  const likely = stats.codes.names.refused.find((counts) => isLikely(counts) && takesMore(stats, counts.name));
  if (likely !== undefined) {
    const { name, refused: count, known, unknown } = likely;
    const numbers = counted(count, 'number is', 'numbers are');
    findings.push(
      `${numbers} refused that ${count === 1 ? 'has' : 'have'} the name "${name}", ${thousands(known)} of whose ${thousands(known + unknown)} are in the catalogue: --code-key ${name} takes them.`,
    );
    options.push(['code-key', name]);
    return;
  }
  if (lines > 0 || seen.length > 0) return;
  const looking = `No line${read} has a code, but ${counted(refusals, 'number looks', 'numbers look')} like one`;
  const named = stats.codes.names.refused.find(({ name }) => takesMore(stats, name));
  if (named !== undefined) {
    const { name, refused: count } = named;
    findings.push(
      count === 1
        ? `${looking}. If the one with the name "${name}" is a code, --code-key ${name} takes it.`
        : `${looking}. If the ${thousands(count)} with the name "${name}" are codes, --code-key ${name} takes them.`,
    );
  } else if (refused.every(({ rule }) => HOPELESS.includes(rule))) {
    findings.push(
      `${looking}: letters, digits or signs touch ${refusals === 1 ? 'it' : 'all of them'}, and no --code-key changes that.${pattern(stats)}`,
    );
  } else {
    const none = refusals === 1 ? 'it has no name' : 'none has a name';
    findings.push(`${looking}: ${none} that --code-key would take.${pattern(stats)}`);
  }
}

/** What sentences that begin with "No line" are about. */
function readOf({ longLines, whole }: SourceDiagnosis['sample']): string {
  if (longLines > 0) return whole ? ', as far as it was looked at,' : ' of the sample, as far as it was looked at,';
  return whole ? '' : ' of the sample';
}

function pattern(stats: SourceStats): string {
  const found = patternThatTakes(stats);
  return found === null
    ? ''
    : ` If ${found.lines === 1 ? 'it is a code' : 'they are codes'}, ${found.words} takes ${found.lines === 1 ? 'it' : 'them'}.`;
}

function isLikely({ refused, known, unknown, codes }: NameCounts): boolean {
  return refused > 0 && known >= ENOUGH && known > unknown && codes.size >= DIFFERENT;
}

function takesMore(stats: SourceStats, name: string): boolean {
  const { before, after } = counts(stats, ['code-key', name]);
  return after.labelled + after.catalogueOnly > before.labelled + before.catalogueOnly && changesCodes(stats, name);
}

/** Whether the name changes which codes are taken, and no line loses its time. */
function changesCodes({ codeTrial, context }: SourceStats, name: string): boolean {
  const { before } = codeTrial;
  const after = codeTrial.after(changeOf([['code-key', name]], context)!);
  const codes = ({ labelled, catalogueOnly }: TrialLine) => [...labelled, ...catalogueOnly].sort().join();
  return lost(before, after) === 0 && before.some((line, i) => codes(line) !== codes(after[i]!));
}

interface Counts {
  readonly labelled: number;
  readonly catalogueOnly: number;
}

/** Codes on the kept lines, without and with an option. */
function counts({ codeTrial, context }: SourceStats, option: GivenOption): { before: Counts; after: Counts } {
  const [before, after] = [codeTrial.before, codeTrial.after(changeOf([option], context)!)].map((lines) => ({
    labelled: sum(lines, ({ labelled }) => labelled.size),
    catalogueOnly: sum(lines, ({ catalogueOnly }) => catalogueOnly.size),
  }));
  return { before: before!, after: after! };
}

function sum<T>(all: readonly T[], of: (each: T) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}
