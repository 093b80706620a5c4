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
  'org.apache.logging.log4j:log4j-slf4j-impl:2.25.3',
];

const cache = process.env.PTK_LOGSCAN_TEST_CACHE ?? join(homedir(), '.cache', 'ptk-logscan-test');
mkdirSync(cache, { recursive: true });

const home = spark();
if (home !== null) {
  const env = { ...process.env, SPARK_HOME: home, PTK_LOGSCAN_TEST_KAFKA: kafka(home) ?? '' };
  run(process.execPath, ['engines/spark/build.mjs'], env);
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  run(process.execPath, [vitest, 'run', '--config', 'engines/spark/test/vitest.config.ts', ...process.argv.slice(2)], env);
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
  const done = join(ivy, 'fetched');
  if (!existsSync(done)) {
    // Spark fetches packages before it starts anything. The class is a small one of its own that says its version.
    const packages = ['--packages', KAFKA.join(','), '--conf', `spark.jars.ivy=${ivy}`];
    const program = ['--class', 'org.apache.spark.deploy.SparkSubmit', 'spark-internal', '--version'];
    if (!fetched(join(home, 'bin', 'spark-submit'), [...packages, ...program], { ...process.env, SPARK_HOME: home }))
      return null;
    writeFileSync(done, '');
  }
  return join(ivy, 'jars');
}

function fetched(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  if (status === 0) return true;
  const why = error?.message ?? `status ${status}`;
  console.error(`\n*** NOT TESTED: ${command} ${args.join(' ')}: ${why}\n*** The tests with Spark or Kafka are left out.\n`);
  return false;
}

function run(command, args, env) {
  const { status } = spawnSync(command, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}
