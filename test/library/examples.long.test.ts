/** The examples in TypeScript that the documentation has: they compile as a consumer would have it, and print what is shown. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from 'ptk-logscan';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, consumerFolder, RESOLUTIONS, ROOT } from './packed.js';

const PAGES = ['README.md', 'docs/library.md'];

interface Example {
  readonly name: string;
  readonly code: string;
  readonly output: string;
}

const EXAMPLE = /^```ts\n(.*?)^```\n(?:\n^```text\n(.*?)^```$)?/gms;
const examples = PAGES.flatMap((page) =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(EXAMPLE)].map(
    ([, code, output = ''], i): Example => ({ name: `${page} ${i + 1}`, code: code!, output }),
  ),
);

// Links need a privilege on Windows, and Node alone may be there.
describe.skipIf(process.platform === 'win32')('an installed package', () => {
  let folder = '';
  beforeAll(() => {
    folder = consumerFolder();
    for (const [i, { code }] of examples.entries()) writeFileSync(join(folder, `example-${i}.mts`), code);
  }, 120_000);
  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true });
  });

  describe.each(Object.keys(RESOLUTIONS) as (keyof typeof RESOLUTIONS)[])('by %s', (resolution) => {
    test('compiles all examples, strictly', () => {
      const files = examples.map((_, i) => `example-${i}.mts`);
      expect(compile(folder, resolution, files, resolution)).toBe('');
    });

    test.each(examples.map(({ name, output }, i) => [name, i, output] as const))('runs %s', (_name, i, output) => {
      const child = spawnSync(process.execPath, [join(resolution, `example-${i}.mjs`)], {
        cwd: folder,
        env: { ...process.env, TZ: 'UTC' },
        encoding: 'utf8',
      });
      expect(child).toMatchObject({ stderr: '', status: 0, stdout: output });
    });

    test('knows what chunks and documents are', () => {
      writeFileSync(join(folder, 'wrong.mts'), WRONG);
      expect(compile(folder, resolution, ['wrong.mts'], resolution)).toBe('');
    });
  });
});

/** What must not compile does not. */
const WRONG = `
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { check, eventStream, render, scanEvents, scanFiles, type Summary, scanStream } from 'ptk-logscan';

for await (const batch of createReadStream('a.log').pipe(scanStream())) {
  const codes: Int32Array = batch.codes;
  // @ts-expect-error
  codes.nothing();
  // @ts-expect-error
  batch.nothing;
}
for await (const event of createReadStream('a.log').pipe(scanStream()).pipe(eventStream())) {
  const time: string | null = event.time;
  // @ts-expect-error
  event.severity = time;
}
for (const { code } of await scanEvents('a.log').toArray()) code.toFixed();
scanEvents('a.log').on('data', ({ line }) => line.toFixed());
await pipeline(createReadStream('a.log'), scanStream(), eventStream(), process.stdout);
// @ts-expect-error
await scanFiles('a.log', { widow: '1h' });
// @ts-expect-error
await scanFiles('a.log', { severities: 'eror+' });
const summary: Summary = await scanFiles(['a.log'], { severities: ['error+', 'notice'], signal: AbortSignal.timeout(1) });
// @ts-expect-error
await render(summary, 'junit');
// @ts-expect-error
await check(summary, [{ name: 'Error rate', 'max-eror-rate': '2%' }]);
`;

test('there are examples, and every export is in one', () => {
  expect(examples.length).toBeGreaterThan(5);
  const shown = examples.map(({ code }) => code).join('\n');
  expect(Object.keys(library).filter((name) => !new RegExp(`\\b${name}\\b`).test(shown))).toEqual([]);
});
