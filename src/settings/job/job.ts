/** A job: what a job file says, decided and checked. Every path in it is absolute, but those of outputs. */
import type { Conditions } from '../../check/conditions.js';
import type { Exception } from '../../check/exceptions.js';
import type { Rate } from '../../check/ratio.js';
import type { Rule } from '../../check/rule.js';
import type { Condition } from '../../model/where.js';
import type { WindowChoice } from '../../model/window.js';
import type { Plan } from '../../pipeline.js';
import type { OutputFormat } from '../../report/formats.js';
import type { CompareWith, PeriodRule } from '../../time/period.js';
import type { Retention } from './retention.js';

export interface Job {
  /** The job file, and the folder that it lies in: log names are shown relative to it. */
  readonly file: string;
  readonly folder: string;
  /** What is read and how; its zone is that of the reports too. */
  readonly plan: Plan;
  readonly history: string;
  readonly retention: Retention;
  /** A cron expression in the plan's zone, or null. */
  readonly schedule: string | null;
  /** How late a run may be before it is overdue, in milliseconds. */
  readonly grace: number;
  /** A picture for the head of pages, as a data address, or null. */
  readonly logo: string | null;
  readonly reports: readonly ReportJob[];
  readonly channels: readonly Channel[];
}

export interface ReportJob {
  readonly name: string;
  /** What stands at its head; its name where nothing is given. */
  readonly title: string;
  readonly subtitle: string | null;
  /** Where readers find it, with placeholders as in paths of outputs; null: not said. */
  readonly url: string | null;
  readonly period: PeriodRule;
  readonly compare: CompareWith | null;
  readonly window: WindowChoice;
  /** What its events must have, by the job's keys. */
  readonly where: readonly Condition[];
  readonly outputs: readonly OutputJob[];
  readonly gate: ReportGate | null;
  /** Digest of all its settings: a report made from others is made again. */
  readonly definition: string;
}

export interface ReportGate {
  readonly rules: readonly Rule[];
  readonly exceptions: readonly Exception[];
  readonly conditions: Conditions;
  readonly significance: Rate;
}

export interface OutputJob {
  /** `report`: the document of a report, which is a job's alone. */
  readonly format: OutputFormat | 'report';
  /** As written, with placeholders: see `output-paths.ts`. */
  readonly path: string;
}

/** What a channel is notified of. */
export const TRIGGERS = ['fail', 'warn', 'error', 'report'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** Where notifications go. Secrets are named here, by the variables that hold them, and never held. */
export interface Channel {
  readonly name: string;
  /** A rule of level fail, or of level warn, is broken; a run fails; a report is made. */
  readonly on: ReadonlySet<Trigger>;
  /** For one attempt, in milliseconds. */
  readonly timeout: number;
  /** In one run, at least 1. */
  readonly attempts: number;
  readonly target: Webhook | Email | Command;
}

export interface Webhook {
  readonly kind: 'webhook';
  /** Exactly one of the two. */
  readonly url: string | null;
  readonly urlFrom: string | null;
  readonly form: 'json' | 'slack';
  /** Header names and the variables with their values. */
  readonly headersFrom: Readonly<Record<string, string>>;
}

export interface Email {
  readonly kind: 'email';
  readonly host: string;
  readonly port: number;
  /** `starttls`: after the greeting, required; `tls`: from the first byte; `none`: not at all. */
  readonly security: 'starttls' | 'tls' | 'none';
  readonly user: string | null;
  readonly passwordFrom: string | null;
  readonly from: string;
  readonly to: readonly string[];
}

export interface Command {
  readonly kind: 'command';
  /** Program and arguments; no shell. It gets the message as JSON on its standard input. */
  readonly argv: readonly string[];
  readonly folder: string;
}
