/** A job file's content, as its schema has checked it. */
export interface JobDocument {
  readonly inputs: readonly string[];
  readonly recursive?: boolean;
  readonly tz?: string;
  readonly window?: string;
  readonly keys?: readonly string[];
  /** Options of a scan, by their names. */
  readonly read?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly history?: string;
  readonly retention?: { readonly minutes?: string; readonly hours?: string; readonly days?: string };
  readonly schedule?: string;
  readonly grace?: string;
  readonly title?: string;
  readonly subtitle?: string;
  readonly url?: string;
  readonly logo?: string;
  readonly reports: readonly ReportEntry[];
  readonly notify?: readonly ChannelEntry[];
}

export interface ReportEntry {
  readonly name: string;
  readonly title?: string;
  readonly subtitle?: string;
  readonly url?: string;
  readonly period: string;
  readonly compare?: string;
  readonly window?: string;
  readonly where?: string | readonly string[];
  readonly outputs: readonly string[];
  readonly rules?: readonly Readonly<Record<string, unknown>>[];
  readonly ignore?: readonly Readonly<Record<string, unknown>>[];
  readonly 'no-new-codes'?: boolean;
  readonly 'min-events'?: number;
  readonly 'allow-empty'?: boolean;
  readonly 'allow-partial'?: boolean;
  readonly significance?: string | number;
}

export interface ChannelEntry {
  readonly name: string;
  readonly on?: readonly string[];
  readonly timeout?: string;
  readonly attempts?: number;
  readonly webhook?: {
    readonly url?: string;
    readonly 'url-from'?: string;
    readonly form?: 'json' | 'slack';
    readonly 'headers-from'?: Readonly<Record<string, string>>;
  };
  readonly email?: {
    readonly host: string;
    readonly port?: number;
    readonly security?: 'starttls' | 'tls' | 'none';
    readonly user?: string;
    readonly 'password-from'?: string;
    readonly from: string;
    readonly to: readonly string[];
  };
  readonly command?: readonly string[];
}
