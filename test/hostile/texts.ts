/** Texts that mean something to who reads a document, from pieces that mean something alone. */
import fc from 'fast-check';

// biome-ignore format: a line for each reader
const PIECES = [
  '::stop-commands::x', '::', '##[error]', '##[', '##vso[task.complete]', '##teamcity[x]', '##', '#', '[', ' ', ':', '\u3000', '\u0085',
  'section_start:1:a\r\u001b[0K', '\n::error::', '\r\n##[group]', '%0A', '%3A', '\u200b', '\u200d', '\u00ad',
  '\u001b[31m', '\u001b[2J', '\u009b0m', '\u001b]0;t\u0007', '\u0000', '\u0008', '\t', '\u202e', '\u2066', '\u061c', '\u2028', '\ufeff',
  '\u2060', '\u{e0041}', '\ufff9', '\ud800', '\udc00', '\uffff', 'e\u0301', '日本', '👩‍💻',
  '</script>', '<img src=x onerror=1>', '<b>', '&amp;', '&#64;', '"', "'", ']]>', '<!--', '-->', '<?x?>',
  '|', '`', '``', '\\', '\\|', '*', '_', '~~', '$x$', '[a](http://b.example)', '![i](//c)', 'https://a.example/x', 'www.a.example',
  'm@a.example', '@all', '#12', '!3', 'GH-4', '- ', '1. ', '> ', '---', '```', ':tada:',
  '=1+1', '+1', '@SUM(A1)', ',', ';', '"",', '{', '}', '\\n', '\\u0041', '# SKIP', '# TODO', 'ok 1', 'Bail out!', '...', '---', 'plain', 'CPtk::Reply',
];

export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'binary', maxLength: 2 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((pieces) => pieces.join(''));

/** All of them in one, for where one run has to do. */
export const EVERYTHING = PIECES.join(' ');
