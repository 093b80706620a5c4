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

/** A name node and data nodes in one process, with what they need beside Spark's own jars. */
const HDFS = ['org.apache.hadoop:hadoop-client-minicluster:3.5.0'];
/** What reads S3: 686 MB, and so asked for by `PTK_LOGSCAN_TEST_S3=1` alone. */
const S3 = ['org.apache.hadoop:hadoop-aws:3.5.0'];
const MOTO = 'moto[server]==5.2.5';

const cache = process.env.PTK_LOGSCAN_TEST_CACHE ?? join(homedir(), '.cache', 'ptk-logscan-test');
mkdirSync(cache, { recursive: true });

const home = spark();
if (home !== null) {
  run(process.execPath, ['engines/spark/build.mjs'], { ...process.env, SPARK_HOME: home });
  const wantsS3 = process.env.PTK_LOGSCAN_TEST_S3 === '1';
  const env = {
    ...process.env,
    SPARK_HOME: home,
    PTK_LOGSCAN_TEST_KAFKA: packages(home, 'ivy', KAFKA) ?? '',
    PTK_LOGSCAN_TEST_HDFS: packages(home, 'ivy-hdfs', HDFS) ?? '',
    PTK_LOGSCAN_TEST_S3: wantsS3 ? (packages(home, 'ivy-s3', S3) ?? '') : '',
    PTK_LOGSCAN_TEST_MOTO: wantsS3 ? (moto() ?? '') : '',
  };
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

/** The folder with the jars of some packages; null where they cannot be fetched. */
function packages(home, folder, wanted) {
  const ivy = join(cache, folder);
  const jars = join(ivy, 'jars');
  const names = wanted.map((name) => `${name.replace(':', '_').replace(':', '-')}.jar`);
  const isThere = () => names.every((name) => existsSync(join(jars, name)));
  if (isThere()) return jars;
  // Spark fetches packages before it starts a program: this one ends at once, because it is asked for nothing.
  const jar = join(ROOT, 'engines/spark/ptk-logscan-spark.jar');
  const args = ['--packages', wanted.join(','), '--conf', `spark.jars.ivy=${ivy}`, '--class', 'ptklogscan.Scan', jar];
  const env = { ...process.env, SPARK_HOME: home };
  spawnSync(join(home, 'bin', 'spark-submit'), args, { stdio: ['ignore', 'ignore', 'ignore'], env });
  if (isThere()) return jars;
  notTested(`these packages were not fetched: ${wanted.join(', ')}`);
  return null;
}

/** The server that answers as S3 does; null where it cannot be fetched. */
function moto() {
  const venv = join(cache, 'moto');
  const program = join(venv, 'bin', 'moto_server');
  if (existsSync(program)) return program;
  if (!fetched('python3', ['-m', 'venv', '--clear', venv])) return null;
  const install = ['install', '--quiet', '--disable-pip-version-check', MOTO];
  return fetched(join(venv, 'bin', 'pip'), install) ? program : null;
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
