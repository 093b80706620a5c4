/**
 * Writes the sample logs, always the same bytes: `node samples/make.mjs [FOLDER]` (this folder if none is given).
 * Prints for each file its lines and, as `code×times`, the events that are meant to be found in it. Everything else
 * with six digits from 106000 to 109999 is a duration, an id, a size, an extension, a fraction, and must not count.
 *
 * A shape turns a request of the story into entries, `{ at, write }`; `write()` gives lines, and each line is
 * `[text, …the codes that count on it]`. Entries are written in the order of time, after all of them are there.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomFrom } from './random.mjs';
import { agentConsole } from './shapes/console.mjs';
import { erlang } from './shapes/erlang.mjs';
import { exported, HEADER } from './shapes/export.mjs';
import { gateway } from './shapes/gateway.mjs';
import { native } from './shapes/native.mjs';
import { service } from './shapes/service.mjs';
import { syslog } from './shapes/syslog.mjs';
import { INCIDENT, requests } from './story.mjs';

const MINUTE = 60_000;

/** The mixed log that the platform's collector writes: the one to try first. */
function callback() {
  const random = randomFrom(20261103);
  const core = native(random);
  const web = service(random);
  const either = [
    [core, 3],
    [web, 2],
  ];
  const entries = requests(random, 175, 24).flatMap((request) => random.weighted(either)[0].request(request));
  for (const { at } of requests(random, 90, 0)) entries.push(random.pick([core, web]).noise(at));
  const { from, to } = INCIDENT;
  const license = 'license check: PTK 109005 LicenseUnavailable, again PTK 109005';
  const back = 'after 109004 the platform answers 106000';
  // The last one is of a later version of the platform: the catalogue doesn't have it.
  const later = 'AddInteraction tenant=demo-energy segment=Outage -> PTK-109877 in 88 ms';
  entries.push(
    web.entry(from + 3 * MINUTE, 'ERROR', license, 109005),
    core.entry(to + MINUTE, 'MainOutput', 'INFO', 'CPlatform::Recover', back, '0a1c', 106000, 109004),
    web.entry(to + 95 * MINUTE, 'WARN', later, 109877),
  );
  return entries;
}

/** The log of one system alone. */
function one(seed, makeShape, usual, outage, noise) {
  const random = randomFrom(seed);
  const shape = makeShape(random);
  const entries = requests(random, usual, outage).flatMap(shape.request);
  for (const { at } of requests(random, noise, 0)) entries.push(shape.noise(at));
  return entries;
}

/** The service's start, before its log has a clock: these codes are untimed. */
const SERVICE_START = [
  ['Ptk.Service starting with web.config, build 107100'],
  ['self test: GetPlatformStatus -> 106000 PlatformAvailable', 106000],
  ['self test: license 109034 NoValidLicenseFile on the standby, ignored', 109034],
];

const FILES = {
  'callback.log': callback(),
  'native.log': one(11, native, 120, 10, 60),
  'service.log': [{ at: 0, write: () => SERVICE_START }, ...one(12, service, 90, 12, 40)],
  'erlang.log': one(13, erlang, 160, 14, 60),
  'gateway.jsonl': one(14, gateway, 170, 16, 50),
  'syslog.log': one(15, syslog, 170, 14, 60),
  'console.log': one(16, agentConsole, 150, 12, 60),
  'export.csv': [{ at: 0, write: () => [[HEADER]] }, ...one(17, exported, 160, 14, 0)],
};

const folder = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, entries] of Object.entries(FILES)) {
  const lines = entries.sort((a, b) => a.at - b.at).flatMap((entry) => entry.write());
  const counts = {};
  for (const [, ...codes] of lines) for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  writeFileSync(join(folder, name), lines.map(([text]) => `${text}\n`).join(''));
  const meant = Object.entries(counts).map(([code, count]) => `${code}×${count}`);
  console.log(`${name}: ${lines.length} lines: ${meant.join(' ')}`);
}
