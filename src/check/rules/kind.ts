/**
 * What a kind of rule is: everything that the gate has to know of it, in one object. Its option, the fields of a rule
 * in configuration files and the evaluation all follow from the list in `index.ts`, so nothing outside this folder
 * asks which kind a rule is.
 */
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Limit } from '../rule.js';
import { errorsOf, parseSelector, type Selector } from '../selector.js';

/** A text and the name by which errors call it: `--max-rate`, or the file, line and path of a field. */
export interface RuleText {
  readonly text: string;
  readonly label: string;
}

/** A rule's texts, as they were written. */
export interface RuleTexts {
  /** The value of the option or field that is named after the kind: a rate, a count, an allowance, a selector. */
  readonly limit: RuleText;
  readonly select: RuleText | null;
  readonly within: RuleText | null;
}

export interface RuleKind<L extends Limit = Limit> {
  /** The option, the field in configuration files, and the start of the ids of rules without a name of their own. */
  readonly name: string;
  /** Rules about the run can be evaluated on each window; those about the baseline compare whole runs. */
  readonly basis: L['basis'];
  readonly option: RuleOption;
  /** Null: not a rule in files, but a switch beside the rules. */
  readonly fields: RuleFields | null;
  /** Whether ids have the selector behind the kind. False where every rule of the kind has the same one. */
  readonly idNamesSelector: boolean;
  /**
   * The name of a rule that was not given one. It leaves out the limit, which may change.
   * @param among ` among events with tenant=acme`, or nothing
   */
  title(select: Selector, among: string): string;
  /** @throws LogscanError `usage` */
  selector(texts: RuleTexts, catalogue: Catalogue): Selector;
  /** @throws LogscanError `usage` */
  limit(text: RuleText, catalogue: Catalogue): L;
}

interface RuleOption {
  /** For the help. */
  readonly describe: string;
  readonly default?: string;
  readonly isSwitch?: boolean;
  /** The field that `SELECTOR=` before the limit stands for; null: the whole value is the limit. */
  readonly prefix: 'select' | 'within' | null;
  /** What a value must look like, for the error where `SELECTOR=` is missing; null: it may be missing. */
  readonly expected: string | null;
}

/** Which of these fields a rule has beside the limit. */
interface RuleFields {
  readonly select: 'required' | 'optional' | 'none';
  readonly within: 'optional' | 'none';
}

/** The selector that is written, or errors where none is. */
export function writtenSelector({ select }: RuleTexts, catalogue: Catalogue): Selector {
  return select === null ? errorsOf(catalogue) : parseSelector(select.text, select.label, catalogue);
}
