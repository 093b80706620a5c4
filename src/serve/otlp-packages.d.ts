/** What is used of the packages that `--otlp` needs: they are optional, and so not there when this program is compiled. */
declare module '@opentelemetry/sdk-metrics' {
  export interface PushMetricExporter {
    export(metrics: unknown, done: (result: { readonly code: number; readonly error?: Error }) => void): void;
  }
  export interface Instrument {
    readonly addCallback: unknown;
  }
  export interface ObservableResult {
    observe(instrument: Instrument, value: number, attributes: Readonly<Record<string, string>>): void;
  }
  export interface Meter {
    createObservableCounter(name: string, options: { readonly description: string }): Instrument;
    createObservableGauge(name: string, options: { readonly description: string }): Instrument;
    addBatchObservableCallback(observe: (result: ObservableResult) => void, instruments: readonly Instrument[]): void;
  }
  export class PeriodicExportingMetricReader {
    constructor(options: {
      readonly exporter: PushMetricExporter;
      readonly exportIntervalMillis: number;
      readonly exportTimeoutMillis: number;
    });
  }
  export class MeterProvider {
    constructor(options: { readonly readers: readonly PeriodicExportingMetricReader[]; readonly resource: unknown });
    getMeter(name: string, version: string): Meter;
    shutdown(): Promise<void>;
  }
}
declare module '@opentelemetry/exporter-metrics-otlp-http' {
  export class OTLPMetricExporter {
    constructor(options: { readonly url: string });
    export(metrics: unknown, done: (result: { readonly code: number; readonly error?: Error }) => void): void;
  }
}
declare module '@opentelemetry/resources' {
  export function resourceFromAttributes(attributes: Readonly<Record<string, string>>): unknown;
}
