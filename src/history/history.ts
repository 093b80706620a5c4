/**
 * A history: what was counted so far, and how far every text was read, in one file. Only one process can have it open
 * for writing.
 */
import { existsSync } from 'node:fs';
import { usageError } from '../model/errors.js';
import type { Job } from '../settings/job/job.js';
import type { Retention } from '../settings/job/retention.js';
import type { Period } from '../time/period.js';
import { type Zone, zoneOf } from '../time/zone.js';
import type { Changes } from './changes.js';
import { commitChanges } from './commit.js';
import type { KeepsGroup } from './counts/drop-groups.js';
import { BEFORE_ALL_TIME, Granularity } from './counts/granularity.js';
import { type GroupCell, readGroupCells } from './counts/read-group-cells.js';
import { countPeriod, type PeriodCounts, readPeriod } from './counts/read-period.js';
import { type Pruned, prune } from './counts/retention.js';
import { checkJob } from './job-of-history.js';
import { prepare } from './prepare.js';
import { createDatabase } from './store/create.js';
import type { Database } from './store/database.js';
import { type Meta, readMetaIfThere } from './store/meta.js';
import { openDatabase } from './store/open.js';
import { removeOwner, writeOwner } from './store/owner.js';
import { checkVersion, versionOf, viewAsPresent } from './store/schema.js';
import { type Fingerprint, parseFingerprints } from './streams/fingerprints.js';
import { KnownStreams } from './streams/known-streams.js';
import { beginningsOf, keysIn } from './streams/stream-keys.js';
import { type Anchor, NO_OVERLAP, type StreamState } from './streams/streams.js';

export interface WriteOptions {
  /** Days and hours are kept in this zone; it cannot be changed later. */
  readonly zone: Zone;
  /**
   * How lines are read, as JSON of the settings: counts made with others don't belong into the same history. It does
   * not have the edition of the rules: a history goes on with a new one. Null: nothing is to be read.
   */
  readonly rules: string | null;
  /** Whose history it is to be, or must be; without one it is not asked for. */
  readonly job?: Job;
  /** How long to wait for another run to end, in milliseconds; 0: no wait. */
  readonly wait: number;
  readonly signal?: AbortSignal;
  readonly warn: (message: string) => void;
}

/** The log of transactions is kept below this size, because the next run reads it first. */
const LOG_LIMIT = '1MB';

/** Of the database while logs are read, which takes memory too. What does not fit into it goes to the disk. */
const MEMORY_LIMIT = '64MB';

export class History {
  readonly file: string;
  readonly db: Database;
  readonly zone: Zone;
  #granularity: Granularity;
  readonly #isWriter: boolean;

  private constructor(file: string, db: Database, zone: Zone, granularity: Granularity, isWriter: boolean) {
    this.file = file;
    this.db = db;
    this.zone = zone;
    this.#granularity = granularity;
    this.#isWriter = isWriter;
  }

  /**
   * Opens a history for a run; creates it if it does not exist.
   * @throws LogscanError `usage` where it was made for another zone, other rules or another job, `input` where another process has
   * it
   */
  static async write(file: string, { zone, rules, job, ...options }: WriteOptions): Promise<History> {
    const settings = { zone: zone.name, rules, job, warn: options.warn };
    if (!existsSync(file)) await createDatabase(file, options.warn, (db) => prepare(db, file, settings));
    const db = await openDatabase(file, { readOnly: false, ...options });
    try {
      writeOwner(file, Date.now(), options.warn);
      await db.run('PRAGMA disable_checkpoint_on_shutdown');
      await db.run(`SET checkpoint_threshold = '${LOG_LIMIT}'`);
      await db.run(`SET memory_limit = '${MEMORY_LIMIT}'`);
      const meta = await prepare(db, file, settings);
      return new History(file, db, zone, granularityOf(zone, meta), true);
    } catch (error) {
      removeOwner(file);
      db.close();
      throw error;
    }
  }

  /** Opens a history for reading. */
  static async read(file: string, { job, ...options }: Omit<WriteOptions, 'zone' | 'rules'>): Promise<History> {
    const db = await openDatabase(file, { readOnly: true, ...options });
    try {
      const meta = await readMetaIfThere(db);
      const version = versionOf(meta);
      checkVersion(version, file);
      if (meta === null || version === 0) throw usageError(`${file}: expected a history; got another database`);
      await viewAsPresent(db, version, file);
      if (job !== undefined) await checkJob(meta.get('job'), job);
      const zone = zoneOf(meta.get('zone') ?? 'UTC');
      return new History(file, db, zone, granularityOf(zone, meta), false);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** How many files are remembered. */
  async countFiles(): Promise<number> {
    const [row] = await this.db.rows<{ n: number }>('SELECT count(*) AS n FROM files');
    return row!.n;
  }

  /** Every text and file that is remembered, missing ones too. */
  async known(): Promise<KnownStreams> {
    const known = new KnownStreams((ids) => this.#fingerprints(ids));
    // Counts of a text may be kept longer than the text is remembered: its number is never given to another text.
    const [ids] = await this.db.rows<{ last: number }>(
      `SELECT coalesce(max(stream_id), 0) AS last FROM (SELECT max(stream_id) AS stream_id FROM reads
         UNION ALL SELECT max(stream_id) FROM untimed UNION ALL SELECT max(stream_id) FROM shared)`,
    );
    known.lastId = ids!.last;
    // There may be 200,000 texts: no list is made of the rows, and fingerprints are not read.
    const old: StreamState[] = [];
    await this.db.each<StreamRow>(
      `SELECT streams.id, logs.name AS log, position, streams.lines, overlap_bytes, overlap_lines, overlap_ranges, last_time, last_event, anchors, utc,
         beginnings, gone IS NOT NULL AS missing
       FROM streams JOIN logs ON logs.id = log_id ORDER BY streams.id`,
      ({ beginnings, ...row }) => {
        if (beginnings === null) old.push(streamOf(row));
        else known.add(streamOf(row), keysIn(beginnings));
      },
    );
    // Versions before the third did not keep the beginnings.
    const fingerprints = old.length === 0 ? new Map() : await this.#fingerprints(old.map(({ id }) => id));
    for (const stream of old) known.add(stream, beginningsOf(fingerprints.get(stream.id) ?? []));
    await this.db.each<FileRow>(
      `SELECT key, stream_id, name, target, size, modified, changed, looked, read_at, unseen, pending, unverified, whole, incomplete, followed
       FROM files`,
      ({ stream_id, read_at, ...row }) => known.files.set({ ...row, stream: stream_id, readAt: read_at }),
    );
    return known;
  }

  async #fingerprints(ids: readonly number[]): Promise<Map<number, Fingerprint[]>> {
    const rows = await this.db.rows<{ id: number; marks: string }>(
      `SELECT id, marks FROM streams WHERE id IN (${ids.join(', ')})`,
    );
    return new Map(rows.map(({ id, marks }) => [id, parseFingerprints(marks)]));
  }

  commit(changes: Changes, now: number): Promise<void> {
    return commitChanges(this.db, this.#granularity, changes, now);
  }

  periodCounts(period: Period, byMinute: boolean, keeps: KeepsGroup | null = null): Promise<PeriodCounts> {
    return readPeriod(this.db, this.#granularity, period, byMinute, keeps);
  }

  /** Of the period whose counts were read last. @param errorCodes those that occur */
  groupCells(
    startOf: (time: number) => number,
    errorCodes: readonly number[],
    visit: (cell: Readonly<GroupCell>) => void,
  ): Promise<void> {
    return readGroupCells(this.db, startOf, errorCodes, visit);
  }

  countPeriod(period: Period): Promise<number> {
    return countPeriod(this.db, this.#granularity, period);
  }

  async prune(keep: Retention, now: number): Promise<Pruned | null> {
    const done = await prune(this.db, this.#granularity, keep, now);
    if (done === null) return null;
    this.#granularity = new Granularity(this.zone, done.borders);
    await this.db.run('CHECKPOINT');
    return done.pruned;
  }

  /**
   * Moves what is in the log of transactions into the file itself, at the end of a run: whatever befalls the log of a
   * later run then costs nothing of this one. What cannot be moved now, as on a full disk, stays in the log.
   */
  async settle(): Promise<void> {
    await this.db.run('CHECKPOINT').catch(() => {});
  }

  close(): void {
    // While it is locked: afterwards the file could be that of the next run.
    if (this.#isWriter) removeOwner(this.file);
    this.db.close();
  }
}

function streamOf(row: Omit<StreamRow, 'beginnings'>): StreamState {
  const { id, log, position, lines, overlap_bytes, overlap_lines, last_time, last_event, anchors, utc, missing } = row;
  const ranges = row.overlap_ranges === null ? [] : (JSON.parse(row.overlap_ranges) as [number, number][]);
  return {
    id,
    log,
    position,
    lines,
    overlap: overlap_bytes === 0 ? NO_OVERLAP : { bytes: overlap_bytes, lines: overlap_lines, ranges },
    lastTime: last_time ?? Number.NaN,
    lastEvent: last_event ?? Number.NaN,
    anchors: anchors === null ? [] : (JSON.parse(anchors) as Anchor[]),
    utc,
    missing,
  };
}

interface StreamRow {
  id: number;
  log: string;
  position: number;
  lines: number;
  overlap_bytes: number;
  overlap_lines: number;
  overlap_ranges: string | null;
  last_time: number | null;
  last_event: number | null;
  anchors: string | null;
  utc: boolean;
  missing: boolean;
  beginnings: string | null;
}

interface FileRow {
  key: string;
  stream_id: number;
  name: string;
  target: string | null;
  size: number;
  modified: number;
  changed: number | null;
  looked: number;
  read_at: number;
  unseen: number | null;
  pending: number;
  unverified: number;
  whole: boolean;
  incomplete: boolean;
  followed: boolean;
}

function granularityOf(zone: Zone, meta: Meta): Granularity {
  const border = (key: string) => Number(meta.get(key) ?? BEFORE_ALL_TIME);
  return new Granularity(zone, { hoursBefore: border('hours_before'), daysBefore: border('days_before') });
}
