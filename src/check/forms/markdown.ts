/**
 * A comment on a pull or merge request, in the Markdown of GitHub, GitLab and Azure DevOps: the verdict, each broken rule with
 * its numbers, windows, codes and first log line, and the rest folded. They take 65,536, 1,000,000 and 150,000 characters
 * and refuse what is longer, so that this has fewer, and says what was left out.
 */
import { markdownText } from '../../text/markdown.js';
import { counted, thousands } from '../../text/numbers.js';
import { listed } from '../../text/words.js';
import type { CheckDocument, RuleResult } from '../document.js';
import { brokenRule, exceptions, lineItem, opening, RULES_HEAD, ruleRow } from './markdown-parts.js';
import { baselineLines, isShown } from './phrases.js';

/** In UTF-16 code units, which are as many as characters, or more. */
export const COMMENT_LENGTH = 60_000;
/** What is kept for the sentence about what was left out. */
const NOTE_LENGTH = 200;

/** Text that is there whole or not at all. */
interface Block {
  readonly text: string;
  /** What it is, for the sentence about what was left out. */
  readonly is: 'broken rule' | 'list of log lines' | 'list of known exceptions' | 'table of all rules';
}

export function renderMarkdown(document: CheckDocument): string {
  const rules = document.rules.filter(isShown);
  const broken = [...rules.filter(({ state }) => state === 'fail'), ...rules.filter(({ state }) => state === 'warn')];
  const weak = (document.baseline?.weak ?? []).map((line) => `${line}.`);
  const notes = [...baselineLines(document), ...weak].flatMap((line) => ['', markdownText(line)]);
  const known = exceptions(document);
  return fit(block([...opening(document), ...notes]), [
    ...(known.length === 0 ? [] : [{ is: 'list of known exceptions', text: block(known) } as const]),
    ...broken.flatMap(blocksOf),
    tableOf(rules),
  ]);
}

/** What breaks a rule is shown, further lines are folded. */
function blocksOf(finding: RuleResult): Block[] {
  const [first, ...more] = finding.lines.map(lineItem);
  const shown: Block = {
    is: 'broken rule',
    text: block([...brokenRule(finding), ...(first === undefined ? [] : ['', first])]),
  };
  if (more.length === 0) return [shown];
  return [shown, { is: 'list of log lines', text: folded(counted(more.length, 'more log line'), more) }];
}

function tableOf(rules: readonly RuleResult[]): Block {
  return { is: 'table of all rules', text: folded('All rules', [...RULES_HEAD.slice(1), ...rules.map(ruleRow)]) };
}

/** Markdown in HTML is read as such only behind an empty line. */
function folded(title: string, lines: readonly string[]): string {
  return block(['', `<details><summary>${title}</summary>`, '', ...lines, '', '</details>']);
}

function block(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** Broken rules come before all else; of each as many as fit, in their order, and how many did not. */
function fit(head: string, blocks: readonly Block[]): string {
  let room = COMMENT_LENGTH - NOTE_LENGTH - head.length;
  const isRule = ({ is }: Block) => is === 'broken rule';
  const kept = new Set<Block>();
  for (const each of [...blocks.filter(isRule), ...blocks.filter((each) => !isRule(each))]) {
    // The lines of a rule that was left out would stand below another one.
    const hasRule = each.is !== 'list of log lines' || kept.has(blocks[blocks.indexOf(each) - 1]!);
    if (each.text.length > room || !hasRule) continue;
    room -= each.text.length;
    kept.add(each);
  }
  const left = blocks.filter((each) => !kept.has(each));
  const text = head + blocks.flatMap((each) => (kept.has(each) ? [each.text] : [])).join('');
  return left.length === 0 ? text : text + note(left);
}

function note(left: readonly Block[]): string {
  const kinds = [...new Set(left.map(({ is }) => is))];
  const what = kinds.map((kind) => {
    const many = left.filter(({ is }) => is === kind).length;
    return kind in PLURALS ? counted(many, kind, PLURALS[kind as keyof typeof PLURALS]) : `the ${kind}`;
  });
  return `\nLeft out, because a comment has at most ${thousands(COMMENT_LENGTH)} characters: ${listed(what)}.\n`;
}

const PLURALS = { 'broken rule': 'broken rules', 'list of log lines': 'lists of log lines' } as const;
