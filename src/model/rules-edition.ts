/**
 * The edition of the rules by which lines are read. It goes up by one whenever the same line may count otherwise than
 * before, so that counts of different editions are not laid side by side without a word. The first one was 1.
 */
export const RULES_EDITION = 2;
