/**
 * Builds the job for Spark to one jar: `node engines/spark/build.mjs`, with `SPARK_HOME` and a JDK of version 17 or later.
 * It needs nothing but what Spark has.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('src/ptklogscan/', import.meta.url));
const JAR = fileURLToPath(new URL('ptk-logscan-spark.jar', import.meta.url));
/** What clusters with Spark 4 run at least. */
const RELEASE = '17';

const home = process.env.SPARK_HOME;
if (home === undefined || !existsSync(join(home, 'jars'))) {
  console.error(`build: SPARK_HOME: expected the folder of Spark, with jars in it; got ${home ?? 'none'}`);
  process.exit(2);
}
const classes = mkdtempSync(join(tmpdir(), 'ptk-logscan-spark-'));
try {
  const sources = readdirSync(SOURCES).map((name) => join(SOURCES, name));
  const libraries = [join(home, 'jars', '*'), ...(process.env.CLASSPATH ?? '').split(delimiter)].join(delimiter);
  run('javac', ['--release', RELEASE, '-cp', libraries, '-d', classes, ...sources]);
  run('jar', ['--create', '--file', JAR, '-C', classes, '.']);
} finally {
  rmSync(classes, { recursive: true });
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined)
    throw new Error(`${command}: ${error.message}: expected a JDK of version ${RELEASE} or later`);
  if (status !== 0) process.exit(status ?? 1);
}
