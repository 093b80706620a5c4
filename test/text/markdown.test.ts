import { describe, expect, test } from 'vitest';
import { markdownCode, markdownText } from '../../src/text/markdown.js';

describe('text', () => {
  test.each([
    ['a|b', 'a\\|b'],
    ['<b>&', '&lt;b&gt;&amp;'],
    ['[x](y) *z* `c` _u_', '\\[x\\](y) \\*z\\* \\`c\\` \\_u\\_'],
    ['line\nbreak', 'line break'],
    ['back\\slash', 'back\\\\slash'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['-1.5 and -2', '\\-1.5 and -2'],
    ['logs/app.log: 12%', 'logs/app.log: 12%'],
  ])('%j marks up nothing', (given, expected) => {
    expect(markdownText(given)).toBe(expected);
  });

  test.each([
    ['see https://a.example/x.', 'see `https://a.example/x.`'],
    ['HTTP://A.EXAMPLE', '`HTTP://A.EXAMPLE`'],
    ['www.a.example', '`www.a.example`'],
    ['ask me@a.example, *now*', 'ask `me@a.example,` \\*now\\*'],
    ['@all @octo/team', '`@all` `@octo/team`'],
    ['mailto:x xmpp:y', '`mailto:x` `xmpp:y`'],
    ['fixes #12, a/b#3, GH-4, !5', 'fixes `#12,` `a/b#3,` `GH-4,` `!5`'],
    [':tada: a:+1:b, 09:15:00 c::d', '`:tada:` `a:+1:b,` 09:15:00 c::d'],
    ['`@a`', '`` `@a` ``'],
    ['a``@b', '```a``@b```'],
    ['x|@y|', '`x`&#124;`@y`&#124;'],
    ['<@u>', '&#60;`@u`&#62;'],
  ])('%j links nothing, and notifies nobody', (given, expected) => {
    expect(markdownText(given)).toBe(expected);
  });
});

test.each([
  ['plain', '`plain`'],
  [' two ', '`  two  `'],
  ['a|b', '`a`&#124;`b`'],
  ['`', '`` ` ``'],
  ['', ''],
])('%j as code', (given, expected) => {
  expect(markdownCode(given)).toBe(expected);
});
