/** `--otlp`: to a collector, with packages that are there only where somebody has installed them. */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { ended, start } from '../cli/program.js';
import { line, serving } from './serving.js';

const isThere = (() => {
  try {
    createRequire(import.meta.url).resolve('@opentelemetry/sdk-metrics');
    return true;
  } catch {
    return false;
  }
})();
/** They may be elsewhere. */
const env: Record<string, string> = process.env.NODE_PATH === undefined ? {} : { NODE_PATH: process.env.NODE_PATH };

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

test.skipIf(isThere)('without the packages it is said what to install, and nothing is read', async () => {
  const child = start(['watch', 'a.log', '--otlp', 'http://127.0.0.1:4318'], { cwd: import.meta.dirname });
  expect(await ended(child)).toEqual({
    status: 2,
    stdout: '',
    stderr: `ptk-logscan: --otlp: expected the packages of OpenTelemetry beside this one; got none
  tip: npm install @opentelemetry/sdk-metrics@2 @opentelemetry/exporter-metrics-otlp-http@0.223 @opentelemetry/resources@2
`,
  });
});

test.runIf(isThere).each([200, 400])(
  'a collector that answers %i gets the counters, the last time at the end',
  async (status) => {
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
    const run = await serving(lines, { args: ['--otlp', `http://127.0.0.1:${port}`], env });
    const { status: exit, stderr } = await run.end();
    collector.close();
    expect(exit).toBe(143);
    expect(stderr.includes(`--otlp: http://127.0.0.1:${port}/v1/metrics: `)).toBe(status !== 200);
    const [path, last] = sent.at(-1)!;
    expect(path).toBe('/v1/metrics');
    const { metrics } = last.resourceMetrics[0]!.scopeMetrics[0]!;
    const events = metrics.find(({ name }) => name === 'ptk_logscan_events')!.sum!;
    expect(events.isMonotonic).toBe(true);
    expect(events.dataPoints.map(({ asDouble }) => asDouble)).toEqual([2, 1]);
  },
);
