/**
 * `watch` under load: lines are written into growing files at a rate, while a terminal, two browsers and a scraper look at
 * it. Prints processor time, memory, and how far the newest event that was counted was behind the clock, second by second.
 * Linux alone tells these of another process.
 *
 *     npm run build && node bench/live.mjs [--rate 50000] [--files 20] [--seconds 60] [--program FILE]
 *
 * The browsers need Chromium (`CHROMIUM_PATH`, or /usr/bin/chromium), the terminal `script`; without them it goes on and says so.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const number = (value, otherwise) => Number(value ?? otherwise);
const text = { type: 'string' };
const { values } = parseArgs({ options: { rate: text, files: text, seconds: text, program: text } });
const [rate, files, seconds] = [number(values.rate, 50_000), number(values.files, 20), number(values.seconds, 60)];
const program = resolve(values.program ?? fileURLToPath(new URL('../bin/ptk-logscan.js', import.meta.url)));
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const CODES = [107000, 107000, 107000, 107100, 109004, 108000];
/** A line in so many has a code. */
const EVERY = 5;

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-live-'));
const logs = Array.from({ length: files }, (_, i) => openSync(join(folder, `${i}.log`), 'a'));
const port = await freePort();
const page = `http://127.0.0.1:${port}`;
const call = [process.execPath, program, 'watch', `${folder}/*.log`, '--by', 'tenant', '--serve', `127.0.0.1:${port}`];
const hasScript = existsSync('/usr/bin/script');
const child = hasScript
  ? spawn('script', ['-qfc', call.map((part) => `'${part}'`).join(' '), '/dev/null'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
  : spawn(call[0], call.slice(1), { stdio: ['ignore', 'ignore', 'ignore'] });
let written = 0;
try {
  await answering();
  const pid = hasScript ? childOf(child.pid) : child.pid;
  const browsers = await openBrowsers();
  const began = Date.now();
  const cpuBefore = ticksOf(pid);
  const lags = [];
  let peak = 0;
  for (let second = 1; second <= seconds; second++) {
    while (Date.now() - began < second * 1000) {
      write(Math.floor(((Date.now() - began) / 1000) * rate));
      await sleep(50);
    }
    const metrics = await (await fetch(`${page}/metrics`)).text();
    const newest = Number(/^ptk_logscan_last_event_timestamp_seconds (\S+)$/m.exec(metrics)?.[1]);
    lags.push(Date.now() / 1000 - newest);
    peak = Math.max(peak, residentOf(pid));
  }
  const spent = (ticksOf(pid) - cpuBefore) / 100;
  const took = (Date.now() - began) / 1000;
  await sleep(1500);
  const counted = Number(/^ptk_logscan_lines_total (\d+)$/m.exec(await (await fetch(`${page}/metrics`)).text())?.[1]);
  const sorted = lags.toSorted((a, b) => a - b);
  console.log(`${written} lines in ${files} files in ${took.toFixed(0)} s (${Math.round(written / took)} a second)`);
  console.log(`looked at by ${hasScript ? 'a terminal, ' : ''}${browsers.count} browsers and a scraper`);
  console.log(`lines counted: ${counted}${counted === written ? '' : ' (wanted: all)'}`);
  console.log(`processor time: ${((spent / took) * 100).toFixed(0)} % of a core`);
  console.log(`memory: ${Math.round(peak / 1024)} MiB at most`);
  console.log(`behind the clock: ${sorted[sorted.length >> 1].toFixed(2)} s, at most ${sorted.at(-1).toFixed(2)} s`);
  await browsers.close();
} finally {
  child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

function write(due) {
  const each = Math.ceil((due - written) / files);
  if (each <= 0) return;
  const now = new Date().toISOString();
  for (const [file, fd] of logs.entries()) {
    let lines = '';
    for (let i = 0; i < each; i++) {
      const n = written + i;
      lines +=
        n % EVERY === 0
          ? `${now} [21] INFO Service ${file}.${n} tenant=t${n % 8} segment=Outage statusCode=${CODES[n % CODES.length]} in 369 ms\n`
          : `${now} [27] DEBUG Queue ${file}.${n} worker 2 picked an item from queue q2 depth=273 ewt=408 state=waiting\n`;
    }
    writeSync(fd, lines);
  }
  written += each * files;
}

async function answering() {
  for (let tries = 0; tries < 100; tries++) {
    try {
      if ((await fetch(`${page}/healthz`)).ok) return;
    } catch {
      // Not yet.
    }
    await sleep(100);
  }
  throw new Error('watch --serve: expected an answer within 10 s; got none');
}

async function openBrowsers() {
  if (!existsSync(chromium)) return { count: 0, close: async () => {} };
  const { chromium: engine } = await import('playwright-core');
  const browser = await engine.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  for (let i = 0; i < 2; i++) await (await browser.newPage()).goto(page);
  return { count: 2, close: () => browser.close() };
}

function childOf(parent) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parentOf = (pid) => {
    try {
      return Number(
        readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ')[1],
      );
    } catch {
      return 0;
    }
  };
  let pid = parent;
  for (let next = pid; next !== undefined; next = pids.find((each) => parentOf(each) === Number(pid))) pid = next;
  return Number(pid);
}

function ticksOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** In KiB. */
function residentOf(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => found(free));
    });
  });
}
