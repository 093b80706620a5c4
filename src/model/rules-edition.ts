/**
 * The edition of the rules by which lines are read. It goes up by one whenever a change may count the same line
 * differently, so that counts of different editions are not compared without a warning. The first one was 1.
 */
export const RULES_EDITION = 2;
