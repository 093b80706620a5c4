/**
 * Puts the data in place: each log is made once and kept with its true counts beside it (`….truth.json`), under a name
 * that tells kind, size, seed and the version of what made it, so that a run after a change makes its data anew.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { blocks, emptyTruth } from './blocks.mjs';

const MAKERS = ['shapes.mjs', 'blocks.mjs', '../../samples/story.mjs', '../../samples/random.mjs'];
const FILE_SIZE = 100_000;

/**
 * `want`: `{ kind, size, seed }`, where `kind` is a shape's name, `files` (a folder of files of 100 kB) or `gzip`.
 * Gives `{ name, truth }`, `name` relative to `folder`. `say` is told what takes a while.
 */
export function prepare(folder, want, say) {
  const { kind, size, seed } = want;
  mkdirSync(folder, { recursive: true });
  const name = `${kind}-${size}-${seed}-${version()}${kind === 'files' ? '' : kind === 'gzip' ? '.log.gz' : '.log'}`;
  const truthFile = join(folder, `${name}.truth.json`);
  if (!existsSync(join(folder, name)) || !existsSync(truthFile)) {
    say(`making ${name}`);
    needSpace(folder, size);
    // Under its own name only when it is whole.
    const unfinished = join(folder, `unfinished-${name}`);
    rmSync(unfinished, { recursive: true, force: true });
    const truth = MAKE[kind]?.(folder, unfinished, want, say) ?? makeLog(unfinished, want);
    writeFileSync(truthFile, JSON.stringify(truth));
    renameSync(unfinished, join(folder, name));
  }
  return { name, truth: JSON.parse(readFileSync(truthFile, 'utf8')) };
}

const MAKE = { files: makeFiles, gzip: makeGzip };

function makeLog(path, { kind, size, seed }) {
  const truth = emptyTruth();
  const fd = openSync(path, 'w');
  for (const block of blocks(kind, size, 1 << 22, seed, truth)) writeSync(fd, block, null, 'latin1');
  closeSync(fd);
  return truth;
}

function makeFiles(_folder, path, { size, seed }) {
  const truth = emptyTruth();
  mkdirSync(path);
  let n = 0;
  for (const block of blocks('text5', size, FILE_SIZE, seed, truth)) {
    writeFileSync(join(path, `${String(++n).padStart(6, '0')}.log`), block, 'latin1');
  }
  return truth;
}

function makeGzip(folder, path, { size, seed }, say) {
  const { name, truth } = prepare(folder, { kind: 'text5', size, seed }, say);
  const [from, to] = [openSync(join(folder, name), 'r'), openSync(path, 'w')];
  const { status } = spawnSync('gzip', ['-c'], { stdio: [from, to, 'inherit'] });
  closeSync(from);
  closeSync(to);
  if (status !== 0) throw new Error('gzip is needed to make the compressed log');
  return truth;
}

function version() {
  const hash = createHash('sha256');
  for (const file of MAKERS) hash.update(readFileSync(new URL(file, import.meta.url)));
  return hash.digest('hex').slice(0, 8);
}

function needSpace(folder, size) {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free > size * 1.3) return;
  throw new Error(`${folder}: ${Math.ceil(size / 1e6)} MB are needed, ${Math.floor(free / 1e6)} MB are free`);
}
