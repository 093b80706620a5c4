/** `--otlp`: to a collector, with packages that are there only where somebody has installed them. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { ended, start } from '../cli/program.js';
import { line, serving } from './serving.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Sent {
  readonly resourceMetrics: readonly {
    readonly scopeMetrics: readonly {
      readonly metrics: readonly {
        readonly name: string;
        readonly sum?: { readonly isMonotonic: boolean; readonly dataPoints: readonly { readonly asDouble: number }[] };
      }[];
    }[];
  }[];
}

test('without the packages it is said what to install, and nothing is read', async () => {
  // The program alone, as it is where nobody has installed them.
  const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-otlp-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const part of ['bin', 'dist', 'package.json']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  const program = join(folder, 'bin/ptk-logscan.js');
  const child = start(['watch', 'a.log', '--otlp', 'http://127.0.0.1:4318'], { cwd: folder, program });
  expect(await ended(child)).toEqual({
    status: 2,
    stdout: '',
    stderr: `ptk-logscan: --otlp: expected the packages of OpenTelemetry beside this one; got none
  tip: npm install @opentelemetry/sdk-metrics@2 @opentelemetry/exporter-metrics-otlp-http@0.223 @opentelemetry/resources@2
`,
  });
});

// On Windows one process cannot ask another to end: `kill` ends it at once.
test.skipIf(process.platform === 'win32').each([
  [200, ''],
  [400, '/secret/v1/metrics'],
])('a collector that answers %i gets the counters, the last time at the end', async (status, given) => {
  const sent: [string | undefined, Sent][] = [];
  const collector = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      sent.push([request.url, JSON.parse(text) as Sent]);
      response.writeHead(status).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => collector.on('listening', resolve));
  const { port } = collector.address() as AddressInfo;
  const lines = [line(109004, 'acme'), line(107000, 'acme'), line(109004, 'globex')];
  const run = await serving(lines, { args: ['--otlp', `http://127.0.0.1:${port}${given}`] });
  const { status: exit, stderr } = await run.end();
  collector.close();
  expect(exit).toBe(143);
  expect(stderr.includes(`--otlp: http://127.0.0.1:${port}: `)).toBe(status !== 200);
  expect(stderr).not.toContain('secret');
  const [path, last] = sent.at(-1)!;
  expect(path).toBe(given === '' ? '/v1/metrics' : given);
  const { metrics } = last.resourceMetrics[0]!.scopeMetrics[0]!;
  const events = metrics.find(({ name }) => name === 'ptk_logscan_events')!.sum!;
  expect(events.isMonotonic).toBe(true);
  expect(events.dataPoints.map(({ asDouble }) => asDouble)).toEqual([2, 1]);
});
