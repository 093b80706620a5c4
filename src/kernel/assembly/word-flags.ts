/** What a word is, as flags: `../word-entries.ts` has the same numbers. */
export const STRONG: u32 = 1;
export const WEAK: u32 = 2;
export const REFUSE: u32 = 4;
export const UNIT: u32 = 8;
export const NUMBER: u32 = 16;
export const PROGRAM_PART: u32 = 32;
export const FAILURE_FIRST: u32 = 64;
export const FAILURE_LAST: u32 = 128;
export const COUNTING: u32 = 256;
export const NOT_STRONG: u32 = 512;
export const NOT_REFUSED: u32 = 1024;
export const STRONG_ENDING: u32 = 0x800;
export const REFUSE_ENDING: u32 = 0x1000;
export const TIME: u32 = 0x2000;
export const TIME_ENDING: u32 = 0x4000;
export const BODY_TIME: u32 = 0x8000;
export const OTHER_TIME: u32 = 0x10000;
export const OTHER_TIME_BEGINNING: u32 = 0x20000;
export const LINE_KEY: u32 = 0x40000;
export const BEFORE_OTHER_TIME: u32 = 0x80000;
export const EPOCH: u32 = 0x100000;
export const VALUE_KEY: u32 = 0x200000;
export const NAMING_KEY: u32 = 0x400000;
export const LINKING: u32 = 0x800000;
export const LEVEL: u32 = 0x1000000;
export const PREFIX: u32 = 0x2000000;
export const NOT: u32 = 0x4000000;
export const FOUND: u32 = 0x8000000;
/** The whole name of a month or a weekday. */
export const TIME_NAME: u32 = 0x10000000;
/** Keys of JSON lines: of a time, of one as an object, and of that object's members. */
export const JSON_TIME_KEY: u32 = 0x20000000;
export const JSON_OBJECT_KEY: u32 = 0x40000000;
export const SECONDS_KEY: u32 = 0x80000000;
/** The bit of TIME_NAME is used twice: no member of an object is a month or a weekday. */
export const NANOS_KEY: u32 = 0x10000000;
/** Of a name as a whole: that of a code, or one that a user gave. */
export const CATALOGUE_NAME: u32 = 1;
export const IGNORED: u32 = 2;
export const CODE_NAME: u32 = 4;

/** What a name says of its number. */
export const SAYS_NOTHING: i32 = 0;
export const SAYS_STRONG: i32 = 1;
export const SAYS_WEAK: i32 = 2;
export const SAYS_REFUSE: i32 = 3;
