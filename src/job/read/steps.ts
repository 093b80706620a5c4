/**
 * The steps of reading, each of which may be taken several times in a run. Whoever may be told of them (a test) can
 * change the disk between any two.
 *
 *     list    find the files that the job names
 *     open    open a file
 *     look    recognise which text a file holds
 *     read    read what is new in it
 *     verify  see whether it still is the text that was read
 *     commit  save counts and positions
 *     forget  mark what is missing
 */
export const STEPS = ['list', 'open', 'look', 'read', 'verify', 'commit', 'forget'] as const;

export type Step = (typeof STEPS)[number];

/** Called right before a step, with the name of the file that it concerns; null where it concerns all. */
export type AtStep = (step: Step, name: string | null) => void | Promise<void>;
