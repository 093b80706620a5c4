/** Sends the metrics of a live run by OTLP over HTTP, with OpenTelemetry's own packages: loaded only here. */
import { howToGetPackages } from '../installation/packages.js';
import { usageError } from '../model/errors.js';
import { VERSION } from '../model/version.js';
import { liveMetrics, type Measured } from './metrics.js';

/** Between two sendings, and how long one may take. Milliseconds. */
const PACE_MS = 10_000;
const MOST_MS = 5_000;
/** How long the end of a run waits for the last one. */
const LAST_MS = 3_000;

export interface OtlpOptions {
  /** Without a path it is `/v1/metrics`. */
  readonly url: string;
  readonly warn: (message: string) => void;
}

/** @throws LogscanError `usage` where the packages are not there, or it is no URL */
export async function startOtlp({ url, warn }: OtlpOptions): Promise<{
  readonly begin: (measure: () => Measured) => void;
  readonly end: () => Promise<void>;
}> {
  const endpoint = endpointOf(url);
  const { sdk, exporters, resources } = await packages();
  let provider: InstanceType<typeof sdk.MeterProvider> | null = null;
  const begin = (measure: () => Measured) => {
    const exporter = new exporters.OTLPMetricExporter({ url: endpoint.href });
    // The packages keep it to themselves when nobody takes what they send. A path may be a secret.
    let failed: string | null = null;
    const send = exporter.export.bind(exporter);
    exporter.export = (metrics, done) =>
      send(metrics, (result) => {
        const reason = result.code === 0 ? null : (result.error?.message.split('\n')[0] ?? 'not accepted');
        if (reason !== null && reason !== failed) warn(`--otlp: ${endpoint.origin}: ${reason}`);
        failed = reason;
        done(result);
      });
    const reader = new sdk.PeriodicExportingMetricReader({
      ...{ exporter, exportIntervalMillis: PACE_MS, exportTimeoutMillis: MOST_MS },
    });
    const resource = resources.resourceFromAttributes({ 'service.name': 'ptk-logscan', 'service.version': VERSION });
    provider = new sdk.MeterProvider({ readers: [reader], resource });
    const meter = provider.getMeter('ptk-logscan', VERSION);
    const instruments = liveMetrics(measure()).map(({ name, help, type }) => {
      // Who stores them as Prometheus does adds the ending again.
      return type === 'counter'
        ? meter.createObservableCounter(name.replace(/_total$/, ''), { description: help })
        : meter.createObservableGauge(name, { description: help });
    });
    meter.addBatchObservableCallback((result) => {
      for (const [i, { samples }] of liveMetrics(measure()).entries()) {
        for (const { labels, value } of samples) result.observe(instruments[i]!, value, Object.fromEntries(labels));
      }
    }, instruments);
  };
  const end = async () => {
    if (provider === null) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LAST_MS);
    });
    await Promise.race([provider.shutdown().catch(() => {}), late]);
    clearTimeout(timer);
  };
  return { begin, end };
}

/** @throws LogscanError `usage`, which does not repeat what may be a password */
function endpointOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw usageError(
      '--otlp: expected an http or https URL without a user, such as http://127.0.0.1:4318; got something else',
      'OTEL_EXPORTER_OTLP_HEADERS has headers to be sent',
    );
  }
  if (url.pathname === '/') url.pathname = '/v1/metrics';
  return url;
}

async function packages() {
  try {
    const [sdk, exporters, resources] = await Promise.all([
      import('@opentelemetry/sdk-metrics'),
      import('@opentelemetry/exporter-metrics-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
    return { sdk, exporters, resources };
  } catch (error) {
    if (!/MODULE_NOT_FOUND/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw usageError(
      '--otlp: expected the packages of OpenTelemetry beside this one; got none',
      howToGetPackages(
        '@opentelemetry/sdk-metrics@2 @opentelemetry/exporter-metrics-otlp-http@0.223 @opentelemetry/resources@2',
      ),
    );
  }
}
