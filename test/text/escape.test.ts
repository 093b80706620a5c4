import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvField, csvRecord, htmlText, jsonDocument, jsonLine, xmlAttribute, xmlText } from '../../src/text/escape.js';

test.each([
  ['plain', 'plain'],
  [107000, '107000'],
  [-1, '-1'],
  [null, ''],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\r\nlines', 'two lines'],
  ['=1+1', "'=1+1"],
  [' =1', "' =1"],
  ['+49', "'+49"],
  ['-x', "'-x"],
  ['@SUM(A1,2)', `"'@SUM(A1,2)"`],
  ['＝1', "'＝1"],
  ['\t=1', "' =1"],
  ['\x1b[31m=1', "'=1"],
  ['a=1', 'a=1'],
])('CSV field of %j', (given, expected) => {
  expect(csvField(given)).toBe(expected);
});

test('a CSV record reads back as what was written', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string().filter((text) => /^[\x20-\x7e]*$/.test(text)),
        { minLength: 1 },
      ),
      (fields) => {
        const record = csvRecord(fields);
        expect(record.endsWith('\r\n')).toBe(true);
        const read = [...`,${record.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
          (match) => match[1]?.replaceAll('""', '"') ?? match[2],
        );
        expect(read).toEqual(fields.map((field) => (/^\s*[=+\-@]/.test(field) ? `'${field}` : field)));
      },
    ),
  );
});

test('a JSON document is ended by one newline, parses back and holds nothing that a terminal obeys', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\u009b31m\u202e\u2028\x7f')), (given) => {
      const document = jsonDocument({ given });
      expect(document).toMatch(/[^\n]\n$/);
      expect(document).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
      expect(JSON.parse(document)).toEqual({ given });
    }),
  );
});

test.each(['##[error]x', '###vso[a]', '## ##', 'C## [x]'])(
  'JSON, XML and HTML of %j hold no command of a build',
  (given) => {
    for (const text of [
      jsonLine({ given }),
      jsonDocument({ given }),
      xmlText(given),
      xmlAttribute(given),
      htmlText(given),
    ]) {
      expect(text).not.toContain('##');
    }
    expect(JSON.parse(jsonLine({ given }))).toEqual({ given });
  },
);

test('JSON on one line escapes as a document does', () => {
  expect(jsonLine({ a: '\u009b\u202e\u2028\ud800é' })).toBe('{"a":"\\u009b\\u202e\\u2028\\ud800é"}');
});

test('XML and HTML, as text and as an attribute', () => {
  const given = `<a b="c" d='e'>&amp;]]>`;
  expect(xmlText(given)).toBe(`&lt;a b="c" d='e'&gt;&amp;amp;]]&gt;`);
  expect(xmlAttribute(given)).toBe(`&lt;a b=&quot;c&quot; d='e'&gt;&amp;amp;]]&gt;`);
  expect(htmlText(given)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;]]&gt;');
});
