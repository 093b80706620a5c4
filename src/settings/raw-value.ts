/** A value as its source has it: typed, in a variable, or written in a file. Nothing is decided yet. */
export interface RawValue {
  /** What errors call it by: `--tz`, `PTK_LOGSCAN_TZ`, `ptk-logscan.config.yaml:3: defaults.tz`. */
  readonly label: string;
  readonly text: string;
  /** Whether it is one value in spite of commas. */
  readonly isWhole?: boolean;
}

/** The same of a source that has numbers: YAML and JSON. */
export interface RawNumber {
  readonly label: string;
  readonly value: number;
}
