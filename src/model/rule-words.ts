/**
 * The words by which a key, or the word before a number, tells what the number is (specification, section 3). Every
 * list is lower case; the kernel's tables and the reference are filled from these arrays and from nowhere else.
 */

/** Words that label the number as a status code. */
// biome-ignore format: a word list reads best as running text
export const STATUS_WORDS: readonly string[] = [
  'code', 'codes', 'status', 'statuscode', 'result', 'resultcode', 'ret', 'rc', 'return', 'returned', 'returns',
  'returning', 'returncode', 'response', 'responded', 'responsecode', 'reply', 'error', 'errorcode', 'err', 'errno',
  'fault', 'failure', 'fail', 'failed', 'reason', 'message', 'msg', 'outcome', 'ptk',
];

/** Words that say the number is something else: an identifier, a duration, a size, a place. */
// biome-ignore format: a word list reads best as running text
export const REFUSE_WORDS: readonly string[] = [
  'id', 'ids', 'guid', 'uuid', 'ms', 'msec', 'millis', 'sec', 'secs', 'seconds', 'time', 'timestamp', 'date',
  'duration', 'elapsed', 'latency', 'took', 'wait', 'ewt', 'size', 'bytes', 'length', 'len', 'count', 'counts', 'total',
  'sum', 'avg', 'min', 'max', 'port', 'pid', 'tid', 'thread', 'process', 'line', 'lineno', 'offset', 'position', 'pos',
  'index', 'seq', 'sequence', 'depth', 'phone', 'ani', 'dnis', 'contact', 'ext', 'extension', 'amount', 'price',
  'memory', 'mem', 'heap', 'timeout', 'interval', 'ttl', 'delay', 'version', 'build', 'revision', 'zip', 'account',
  'order', 'ticket', 'case', 'session', 'queue', 'agent', 'user', 'uid', 'gid', 'tenant', 'segment', 'site', 'zone',
  'node', 'host',
];

/** Units: a number without a key that one of these follows is a quantity. */
// biome-ignore format: a word list reads best as running text
export const UNIT_WORDS: readonly string[] = [
  'ms', 'msec', 'msecs', 'millis', 'milliseconds', 'us', 'ns', 's', 'sec', 'secs', 'second', 'seconds', 'min', 'mins',
  'minute', 'minutes', 'h', 'hour', 'hours', 'b', 'byte', 'bytes', 'kb', 'mb', 'gb', 'kib', 'mib', 'gib', 'row', 'rows',
  'record', 'records', 'item', 'items', 'line', 'lines', 'call', 'calls', 'page', 'pages', 'times',
];
