/**
 * The words in a name (a key, a column, a word of prose) that decide whether the number after it is a code, and whether a
 * time is the line's own (specification, sections 3 and 4). Every list is lower case. The kernel's table and the
 * reference are both filled from these arrays.
 */

/** Words that label a number as a status code. */
// biome-ignore format: a word list reads best as running text
export const STRONG_WORDS: readonly string[] = [
  'code', 'codes', 'status', 'statuscode', 'result', 'resultcode', 'rc', 'returncode', 'responsecode', 'error',
  'errors', 'errorcode', 'err', 'errno', 'fault', 'ptk',
];

/** A word in no list that ends with one of these is strong, too (`faultcode`), except those of `NOT_STRONG`. */
export const STRONG_ENDINGS: readonly string[] = ['code', 'codes', 'status', 'result', 'error'];

// biome-ignore format: a word list reads best as running text
export const NOT_STRONG: readonly string[] = [
  'zipcode', 'postcode', 'postalcode', 'barcode', 'areacode', 'countrycode', 'unicode', 'opcode', 'keycode', 'encode',
  'decode', 'passcode', 'geocode', 'bytecode', 'qrcode', 'currencycode', 'langcode', 'languagecode', 'timecode',
];

/** Words that label a number unless a unit follows it. */
// biome-ignore format: a word list reads best as running text
export const WEAK_WORDS: readonly string[] = [
  'ret', 'return', 'returned', 'returns', 'returning', 'response', 'responded', 'reply', 'failure', 'fail', 'failed',
  'reason', 'message', 'msg', 'outcome',
];

/** Words that say the number is something else: an identifier, a duration, a size, a place. */
// biome-ignore format: a word list reads best as running text
export const REFUSE_WORDS: readonly string[] = [
  'id', 'ids', 'guid', 'uuid', 'ms', 'msec', 'millis', 'sec', 'secs', 'seconds', 'time', 'timestamp', 'date',
  'duration', 'elapsed', 'latency', 'took', 'wait', 'ewt', 'size', 'bytes', 'length', 'len', 'count', 'counts', 'total',
  'sum', 'avg', 'min', 'max', 'port', 'pid', 'ppid', 'tid', 'thread', 'process', 'line', 'lineno', 'offset', 'position',
  'pos', 'index', 'seq', 'seqno', 'sequence', 'serial', 'depth', 'phone', 'ani', 'dnis', 'contact', 'ext', 'extension',
  'amount', 'price', 'memory', 'mem', 'heap', 'timeout', 'interval', 'ttl', 'delay', 'uptime', 'version', 'build',
  'revision', 'zip', 'account', 'order', 'ticket', 'case', 'job', 'session', 'queue', 'agent', 'user', 'uid', 'gid',
  'tenant', 'segment', 'site', 'zone', 'node', 'host', 'station', 'trunk', 'skill', 'vdn', 'inode', 'page', 'pages',
  'row', 'rows', 'record', 'records', 'item', 'items', 'hit', 'hits', 'packet', 'packets', 'request', 'requests',
  'call', 'calls', 'interaction', 'callback', 'number', 'nr', 'num', 'no', 'ref', 'event', 'rss', 'batch', 'invoice',
  'rule', 'pin', 'dtmf', 'pri', 'key',
];

/**
 * A longer word in no list that ends with one of these refuses, too (`sessionid`), except those of `NOT_REFUSED`.
 */
// biome-ignore format: a word list reads best as running text
export const REFUSE_ENDINGS: readonly string[] = [
  'id', 'ids', 'count', 'size', 'time', 'port', 'bytes', 'secs', 'msec', 'millis', 'elapsed', 'elapsedms', 'durationms',
  'latencyms', 'timems', 'number', 'pos',
];

// biome-ignore format: a word list reads best as running text
export const NOT_REFUSED: readonly string[] = [
  'invalid', 'valid', 'paid', 'unpaid', 'void', 'avoid', 'said', 'grid', 'rapid', 'solid', 'forbid', 'rid', 'did',
  'mid', 'amid', 'android', 'report', 'reports', 'transport', 'support', 'import', 'export',
];

/** Ignored directly behind a strong word, which still labels the number: `errorNumber`, `error no.`. */
export const NUMBER_WORDS: readonly string[] = ['number', 'nr', 'num', 'no'];

/** Ignored between a word and the number: `code is 107000`. */
export const LINKING_WORDS: readonly string[] = ['is', 'was', 'of'];

/** A name that ends with one of these is a part of a program: it neither labels a number nor refuses it. */
// biome-ignore format: a word list reads best as running text
export const PROGRAM_WORDS: readonly string[] = [
  'server', 'service', 'manager', 'handler', 'client', 'controller', 'module', 'component', 'bridge', 'gateway',
  'adapter', 'exception', 'api',
];

/** A name of two words or more that begins or ends with one of these names a failure, and is weak. */
export const FAILURE_BEGINNINGS: readonly string[] = ['invalid', 'missing', 'duplicate', 'unsupported'];
// biome-ignore format: a word list reads best as running text
export const FAILURE_ENDINGS: readonly string[] = [
  'required', 'unavailable', 'disabled', 'expired', 'refused', 'mismatch', 'exceeded', 'unsupported',
];
/** A name with one of these does not name a failure: `invalidCount`. */
export const COUNTING_WORDS: readonly string[] = ['count', 'counts', 'total'];

/** Units: a number that one of these follows is a quantity. `\xb5s` stands for both ways to write the micro sign. */
// biome-ignore format: a word list reads best as running text
export const UNIT_WORDS: readonly string[] = [
  'ms', 'msec', 'msecs', 'millis', 'milliseconds', 'us', 'usec', 'micros', 'microseconds', 'ns', 's', 'sec', 'secs',
  'seconds', 'min', 'mins', 'minutes', 'h', 'hours', 'b', 'byte', 'bytes', 'kb', 'mb', 'gb', 'kib', 'mib', 'gib',
  'kilobytes', 'megabytes', 'rows', 'records', 'items', 'lines', 'calls', 'pages', 'times', 'requests', 'messages',
  'events', 'entries', 'files', 'users', 'packets', 'hits', 'connections', 'tokens', 'contacts', 'objects', 'sessions',
];

/** Words that label a number directly behind them, or behind one `-` or `_`: `PTK107000`, `ERR-108001`. */
export const PREFIXES: readonly string[] = ['ptk', 'code', 'error', 'err', 'status'];

/** Keys of a value whose name is elsewhere: `{"name":"code","value":107000}`. */
export const VALUE_KEYS: readonly string[] = ['value', 'val', 'v', 'text'];
/** Attributes of an element, or keys of an object, that hold the name of its value. */
export const NAMING_KEYS: readonly string[] = ['name', 'key', 'field', 'column'];

/** Log levels. The numbers between the line's time and its level are process and thread ids, not codes. */
export const LEVELS: readonly string[] = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'WARNING', 'ERROR', 'CRITICAL', 'FATAL'];

/** Words in the name of a time that is the time when the line was written. */
// biome-ignore format: a word list reads best as running text
export const TIME_WORDS: readonly string[] = [
  'timestamp', 'time', 'ts', 'datetime', 'date', 't', 'rt', 'at', 'dt', 'when', 'logged', 'created', 'generated',
  'received', 'start',
];
/** The same for a word that ends with one of these. */
export const TIME_ENDINGS: readonly string[] = ['time', 'date', 'stamp'];
/** The same for a name that begins the line, as in a message body of several lines; `time` only as the whole name. */
// biome-ignore format: a word list reads best as running text
export const BODY_TIME_WORDS: readonly string[] = [
  'timestamp', 'time', 'ts', 'logged', 'created', 'generated', 'received',
];

/** Words in the name of a time that is the time of something else, such as an appointment. */
// biome-ignore format: a word list reads best as running text
export const OTHER_TIME_WORDS: readonly string[] = [
  'appointment', 'schedule', 'scheduled', 'due', 'expire', 'expires', 'expiry', 'expiration', 'until', 'end', 'valid',
  'not', 'next', 'last', 'modified', 'requested', 'callback', 'birth', 'slot', 'slots', 'available', 'booked', 'from',
  'to',
];
/** The same for a word that begins with one of these. */
export const OTHER_TIME_BEGINNINGS: readonly string[] = ['appointment', 'schedule', 'expir', 'callback', 'requested'];

/** Keys whose value is a whole log line, so that a time at its start may be that line's time. */
// biome-ignore format: a word list reads best as running text
export const LINE_KEYS: readonly string[] = [
  'log', 'line', 'msg', 'message', 'text', 'body', 'raw', 'event', 'data', 'payload',
];

/** Words before a time (with blanks between) that is not the time when the line was written. */
// biome-ignore format: a word list reads best as running text
export const BEFORE_OTHER_TIMES: readonly string[] = [
  'to', 'for', 'from', 'until', 'till', 'by', 'before', 'after', 'since', 'between', 'due', 'next', 'than', 'scheduled',
  'starting', 'ending', 'expires', 'was', 'is',
];

/** Words in the name of a time that is written as a number, such as `epoch`. */
export const EPOCH_WORDS: readonly string[] = ['epoch', 'millis'];
