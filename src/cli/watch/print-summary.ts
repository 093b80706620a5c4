import type { Summary } from '../../model/summary.js';
import { tableRenderer } from '../../report/table/index.js';
import { print, printData } from '../print.js';
import type { LiveOptions } from './asked.js';

/** On standard output. Where the format is ndjson its windows are there one by one, and no summary. */
export async function printSummary(summary: Summary, { settings, options, context }: LiveOptions): Promise<void> {
  if (settings.format === 'json') await printData(`${JSON.stringify(summary, null, 2)}\n`, context);
  else if (settings.format === 'table') {
    const render = await tableRenderer(options);
    // The terminal may have another size by now.
    const { isTerminal, columns, rows } = context.stdout;
    const size = isTerminal ? { width: columns ?? options.width, height: rows ?? options.height ?? null } : {};
    for (const line of render(summary, { ...options, ...size })) await print(line, context);
  }
}
