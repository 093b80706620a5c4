/**
 * Tests the job for Spark with the real engine: `npm run build && npm run test:spark`. What it needs is fetched once, into
 * a folder of the user: `PTK_LOGSCAN_TEST_CACHE`, else `~/.cache/ptk-logscan-test`. Where that cannot be fetched it says so,
 * loudly, and goes on: that is no fault of the program. Where a test fails it fails.
 *
 * It needs Java 17 or later with its compiler, and Python 3 with venv.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PYSPARK = 'pyspark==4.2.0';
/** The broker, the reader of it and what they need. */
const KAFKA = [
  'org.apache.spark:spark-sql-kafka-0-10_2.13:4.2.0',
  'org.apache.kafka:kafka_2.13:4.3.1',
  'org.apache.kafka:kafka-tools:4.3.1',
  'org.apache.logging.log4j:log4j-slf4j-impl:2.25.3',
];

const cache = process.env.PTK_LOGSCAN_TEST_CACHE ?? join(homedir(), '.cache', 'ptk-logscan-test');
mkdirSync(cache, { recursive: true });

const home = spark();
if (home !== null) {
  run(process.execPath, ['engines/spark/build.mjs'], { ...process.env, SPARK_HOME: home });
  const env = { ...process.env, SPARK_HOME: home, PTK_LOGSCAN_TEST_KAFKA: kafka(home) ?? '' };
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  run(
    process.execPath,
    [vitest, 'run', '--config', 'engines/spark/test/vitest.config.ts', ...process.argv.slice(2)],
    env,
  );
}

/** Its folder; null where it cannot be fetched. */
function spark() {
  const venv = join(cache, PYSPARK.replaceAll('=', ''));
  const done = join(venv, 'fetched');
  if (!existsSync(done)) {
    const pip = join(venv, 'bin', 'pip');
    if (!fetched('python3', ['-m', 'venv', '--clear', venv])) return null;
    if (!fetched(pip, ['install', '--quiet', '--disable-pip-version-check', PYSPARK])) return null;
    writeFileSync(done, '');
  }
  const [python] = readdirSync(join(venv, 'lib'));
  return join(venv, 'lib', python, 'site-packages', 'pyspark');
}

/** The folder of Kafka's jars; null where they cannot be fetched. */
function kafka(home) {
  const ivy = join(cache, 'ivy');
  const jars = join(ivy, 'jars');
  const names = KAFKA.map((name) => `${name.replace(':', '_').replace(':', '-')}.jar`);
  const isThere = () => names.every((name) => existsSync(join(jars, name)));
  if (isThere()) return jars;
  // Spark fetches packages before it starts a program: this one ends at once, because it is asked for nothing.
  const jar = join(ROOT, 'engines/spark/ptk-logscan-spark.jar');
  const args = ['--packages', KAFKA.join(','), '--conf', `spark.jars.ivy=${ivy}`, '--class', 'ptklogscan.Scan', jar];
  const env = { ...process.env, SPARK_HOME: home };
  spawnSync(join(home, 'bin', 'spark-submit'), args, { stdio: ['ignore', 'ignore', 'ignore'], env });
  if (isThere()) return jars;
  notTested('the packages of Kafka were not fetched');
  return null;
}

function fetched(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return true;
  notTested(`${command} ${args.join(' ')}: ${error?.message ?? `status ${status}`}`);
  return false;
}

function notTested(why) {
  console.error(`\n*** NOT TESTED: ${why}\n*** The tests that need it are left out.\n`);
}

function run(command, args, env) {
  const { status } = spawnSync(command, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}
