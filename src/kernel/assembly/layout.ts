/**
 * The kernel's memory, in bytes from 0. The wrapper (`../kernel.ts`) gets the addresses from exported constants
 * (`addresses.ts`), so that none is written there a second time.
 *
 *     CLASSES     256 x u8        what kind of byte each byte is
 *     BEHIND      256 x u8        what a byte right behind a candidate says of it: see `codes`
 *     MARKS       256 x u8        more kinds of bytes, as CLASSES has only eight bits; most are for `text`
 *     KNOWN       4000 x u8       1 where the catalogue has the code
 *     MASKS       96 bytes        32 zeros, 32 times 0xff, 32 zeros: a sliding mask of the last or first n bytes
 *     VERDICTS    8 x 80 bytes    cached verdicts on what stands before a candidate
 *     JSON_PREFIX 64 bytes        how the last JSON line began, up to its time's value, and a mask of those bytes
 *     LINE_PREFIX 64 bytes        how the last line with a time began, up to its date, and a mask of those bytes
 *     VECTORS     16 x 16 bytes   vectors of one byte or pair of bytes: see `vector-constants`
 *     HITS        257 x 2 u32     addresses of 64 bytes that hold a `10`, and where: see `sweep`
 *     ZONES       128 x 8 bytes   hash table of the names of zones
 *     NAMED       64 x u32        hash table of three letters that a timestamp may begin with
 *     PROGRAM     2048 x u32      the forms of written times: see `../form-program.ts`
 *     WORDS       1024 x 40 bytes hash table of the rule words
 *     COLUMNS     2048 x u8       what the header's columns say
 *     RECORD_…    six arrays of RECORD_CAPACITY entries
 *     COUNTS      with TOUCHED: see `counts`
 *     NUMBERS     5482 x 2 u32    addresses of six digits from 106000 to 109999, and what they are above that: see `sweep`
 *     TEXT        what stands around a candidate, as it is read: see `text`
 *     ROW_VALUES  2049 x 2 u32    the values of a line's columns
 *     PENDING     4000 x 2 u32    codes of a line whose time is not known yet: see `pending`; PENDING_TEXT has the same form
 *     CODE_TEXTS  4000 x 4 u32    what the catalogue calls each code: see `catalogue-names`
 *     NAMES       8192 x 16 bytes hash table of names as a whole
 *     CODE_LINES  4000 x 2 f64    where the lines of each code are: see `counts`
 *     PENDING_TEXT
 *     RANGES      131072 bytes    ranges of time that were counted: see `ranges`
 *     BLOCK       LOOKBACK bytes of what came before, then the block, then room to read past its end
 */
export const CLASSES: usize = 1024;
export const BEHIND: usize = 1280;
export const MARKS: usize = 1536;
export const KNOWN: usize = 2048;
export const MASKS: usize = 6400;
export const VERDICTS: usize = 6656;
export const JSON_PREFIX: usize = 7424;
export const LINE_PREFIX: usize = 7488;
export const VECTORS: usize = 7552;
export const HITS: usize = 7936;
export const ZONES: usize = 10240;
export const NAMED: usize = 11264;
export const PROGRAM: usize = 12288;
export const WORDS: usize = 20480;
export const COLUMNS: usize = 62464;

export const RECORD_CAPACITY: i32 = 4096;
export const RECORD_LOCAL: usize = 65536; // f64: wall-clock milliseconds as if UTC; NaN: no timestamp seen yet
export const RECORD_CODE: usize = RECORD_LOCAL + 8 * 4096; // i32
export const RECORD_ZONE: usize = RECORD_CODE + 4 * 4096; // i32: see NO_ZONE and YEARLESS
export const RECORD_LINE: usize = RECORD_ZONE + 4 * 4096; // u32: newlines before the line, counted from the block's start
export const RECORD_START: usize = RECORD_LINE + 4 * 4096; // i32: the line's start relative to the block's, negative when it began earlier
export const RECORD_INHERITED: usize = RECORD_START + 4 * 4096; // u8

/** What is counted by code: see `counts`. */
export const COUNTS: usize = RECORD_INHERITED + 4096;
export const TOUCHED: usize = COUNTS + 16 * 4000;

/** How far back from a candidate the rules look, in bytes, and behind it. The reference has the same numbers. */
export const LOOKBACK: usize = 4096;
export const LOOKAHEAD: usize = 64;
/** Where a timestamp may start at the latest, in bytes from the line's start. The forms' table has the same number. */
export const STAMP_REACH: usize = 512;
export const NUMBERS: usize = 278528;
export const TEXT: usize = 327680;
export const ROW_VALUES: usize = 345088;
export const PENDING: usize = 361536;
export const CODE_TEXTS: usize = 393536;
export const NAMES: usize = 458752;
export const CODE_LINES: usize = 589824;
export const PENDING_TEXT: usize = 655360;
export const RANGES: usize = 688128;
/** Behind so many bytes there is still room for a range with all codes. */
export const RANGES_LIMIT: usize = 65536;
export const BLOCK: usize = RANGES + 131072 + LOOKBACK;

/** Bits of RECORD_ZONE above the offset in minutes (the low 16 bits, biased by 0x4000). */
export const ZONE_BIAS: i32 = 0x4000;
export const NO_ZONE: i32 = 0x10000;
export const YEARLESS: i32 = 0x20000;

/** Bits of CLASSES. */
export const LETTER: i32 = 1;
export const DIGIT: i32 = 2;
/** Letters, digits and `_`: what an edge must not touch. */
export const WORD: i32 = 4;
/** What a key is made of: letters, digits, `_`, `-`, `.`. */
export const IDENTIFIER: i32 = 8;
/** A timestamp may start after these. */
export const OPENS: i32 = 16;
/** An escape may begin with these, or they are not visible: then the slow way is taken. */
export const SPECIAL: i32 = 32;
/** A timestamp may go on with these behind its clock time: more digits, a fraction, a zone, AM or PM, or a word. */
export const GOES_ON: i32 = 64;
/** A zone, AM or PM may begin with these behind a blank. */
export const ZONE_FIRST: i32 = 128;

/** Bits of MARKS. */
/** An escape may begin here, or a blank of several bytes. */
export const ESCAPE_FIRST: i32 = 1;
/** An escape may go on behind this byte. */
export const WITHIN_ESCAPE: i32 = 2;
/** May stand between a code and its name. */
export const BETWEEN: i32 = 4;
/** Between numbers, besides blanks and commas: brackets. */
export const BRACKET: i32 = 8;
/** An unquoted value of a key ends here. */
export const ENDS_VALUE: i32 = 16;

export const LF: i32 = 10;
