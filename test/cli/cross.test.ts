/** The cross tables of `--by`, against a count of the same lines by another program. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomOf } from '../report/summaries.js';
import { ended, start } from './program.js';

const TENANTS = ['acme', 'globex', 'hooli', 'initech', 'umbrella'];
const CODES = [107000, 107000, 107000, 109004, 109003, 108005, 107012];

// Windows has no awk.
describe.skipIf(process.platform === 'win32')('cells are what awk counts', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
    const random = randomOf(5);
    const of = <T>(list: readonly T[]) => list[Math.floor(random() ** 2 * list.length)]!;
    const lines = Array.from({ length: 3000 }, (_, i) => {
      const time = new Date(Date.UTC(2026, 10, 1) + i * 20_000).toISOString();
      return `${time} tenant=${of(TENANTS)} queue=q${of([1, 2, 3])} code=${of(CODES)}`;
    });
    writeFileSync(join(folder, 'a.log'), `${lines.join('\n')}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Lines by two fields, where a condition holds: `acme 109004 12`. */
  const awk = (fields: string, where = '1') => {
    const script = `${where} { n[${fields}]++ } END { for (each in n) print each, n[each] }`;
    return execFileSync('awk', ['-F', '[ =]', script, 'a.log'], { cwd: folder, encoding: 'utf8' })
      .trim()
      .split('\n')
      .sort();
  };

  /** The cross table of a page, with its title, in the form of a table's lines. */
  const rowsOfPage = (page: string) =>
    /<section id="cross".*?<\/section>/s
      .exec(page)![0]
      .replaceAll(/<\/(h2|tr)>/g, '\n')
      .replaceAll(/<\/(td|th)>(?=<t)/g, '  ')
      .replaceAll(/<[^>]*>/g, '');

  /** The cells of the table below a title; the sums of each row are checked on the way. */
  async function cells(by: string, form: 'table' | 'markdown' | 'html', sum: 'Events' | 'Errors'): Promise<string[]> {
    const child = start(['--tz', 'UTC', '--by', by, '--top', '99', '-f', form, 'a.log'], { cwd: folder });
    const { stdout, stderr } = await ended(child);
    expect(stderr).toBe('');
    const text = form === 'html' ? rowsOfPage(stdout) : stdout;
    const lines = text.split('\n').map((line) => line.replace(/^\| | \|$/g, ''));
    const at = lines.findIndex((line) => new RegExp(`^(### )?${sum} by `).test(line));
    const rows = lines.slice(at + 1).filter((line) => line !== '' && !line.startsWith('---'));
    const split = (line: string) => line.split(form === 'markdown' ? / \| / : / {2,}/);
    const titles = split(rows[0]!);
    const columns = titles.slice(1, titles.indexOf('Events'));
    const found: string[] = [];
    for (const row of rows.slice(1)) {
      const texts = split(row);
      if (texts.length !== titles.length) break;
      const numbers = texts.map((text) => (text === '·' ? 0 : Number(text.replaceAll(',', ''))));
      const inRow = columns.map((_, i) => numbers[i + 1]!);
      expect(inRow.reduce((a, b) => a + b, 0)).toBe(numbers[titles.indexOf(sum)]);
      for (const [i, n] of inRow.entries()) if (n > 0) found.push(`${texts[0]} ${columns[i]} ${n}`);
    }
    return found.sort();
  }

  test.each(['table', 'markdown', 'html'] as const)('%s', async (form) => {
    expect(await cells('tenant,code', form, 'Events')).toEqual(awk('$3 " " $7'));
    expect(await cells('code,queue', form, 'Events')).toEqual(awk('$7 " " $5'));
    expect(await cells('tenant,queue', form, 'Errors')).toEqual(awk('$3 " " $5', '$7 ~ /10900[34]|108005/'));
  });
});
