/** A Kafka broker on the loopback, in a folder of its own, and what its tools write to it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './spark.js';

const JARS = process.env.PTK_LOGSCAN_TEST_KAFKA ?? '';
export const HAS_KAFKA = JARS !== '';

/** What a job that reads from it needs. */
export function readerJars(): string[] {
  const wanted = /spark-sql-kafka|spark-token-provider|kafka-clients|commons-pool2/;
  return readdirSync(JARS)
    .filter((name) => wanted.test(name))
    .map((name) => join(JARS, name));
}

export class Broker {
  readonly #folder: string;
  readonly #properties: string;
  readonly address: string;
  #process: ChildProcess | null = null;

  static async begin(folder: string): Promise<Broker> {
    const [port, controller] = [await freePort(), await freePort()];
    const broker = new Broker(folder, port, controller);
    broker.#java(['kafka.tools.StorageTool', 'format', '-t', 'AAAAAAAAAAAAAAAAAAAAAA', '-c', broker.#properties]);
    await broker.start();
    return broker;
  }

  private constructor(folder: string, port: number, controller: number) {
    this.#folder = folder;
    this.address = `127.0.0.1:${port}`;
    this.#properties = join(folder, 'server.properties');
    const settings = {
      'process.roles': 'broker,controller',
      'node.id': 1,
      'controller.quorum.voters': `1@127.0.0.1:${controller}`,
      listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
      'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
      'controller.listener.names': 'CONTROLLER',
      'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      'log.dirs': join(folder, 'broker'),
      'offsets.topic.replication.factor': 1,
      'transaction.state.log.replication.factor': 1,
      'transaction.state.log.min.isr': 1,
      'group.initial.rebalance.delay.ms': 0,
    };
    writeFileSync(
      this.#properties,
      Object.entries(settings)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
  }

  async start(): Promise<void> {
    this.#process = spawn('java', [...OPTIONS, 'kafka.Kafka', this.#properties], {
      cwd: this.#folder,
      stdio: 'ignore',
    });
    const port = Number(this.address.split(':')[1]);
    for (let waited = 0; !(await answers(port)); waited += 200) {
      if (waited > 60_000) throw new Error('the broker did not start within a minute');
      await sleep(200);
    }
  }

  /** At once, as where the machine is lost. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (child === null) return;
    const closed = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGKILL');
    await closed;
    this.#process = null;
  }

  create(topic: string, partitions: number): void {
    const call = ['--create', '--topic', topic, '--partitions', String(partitions)];
    this.#java(['org.apache.kafka.tools.TopicCommand', '--bootstrap-server', this.address, ...call]);
  }

  /** A record a line, with a key before a tab, which decides its partition. */
  send(topic: string, lines: string): void {
    const properties = ['--property', 'parse.key=true'];
    this.#java(
      ['org.apache.kafka.tools.ConsoleProducer', '--bootstrap-server', this.address, '--topic', topic, ...properties],
      lines,
    );
  }

  /** What a topic has, each record as its key, a tab and its value. */
  read(topic: string): string[] {
    const how = ['--topic', topic, '--from-beginning', '--timeout-ms', '10000', '--property', 'print.key=true'];
    const text = this.#java([
      'org.apache.kafka.tools.consumer.ConsoleConsumer',
      '--bootstrap-server',
      this.address,
      ...how,
    ]);
    return text.trim().split('\n');
  }

  /** Each fifty lines twice: in a transaction that is taken back, and in one that is not. */
  sendInTransactions(topic: string, lines: string): void {
    const program = fileURLToPath(new URL('java/TakenBack.java', import.meta.url));
    this.#java([program, this.address, topic], lines);
  }

  #java(args: readonly string[], input = ''): string {
    return execFileSync('java', [...OPTIONS, ...args], {
      cwd: this.#folder,
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }
}

/** Scala itself is Spark's. */
function scala(): string {
  const jars = join(process.env.SPARK_HOME!, 'jars');
  return join(jars, readdirSync(jars).find((name) => name.startsWith('scala-library-'))!);
}
const OPTIONS = HAS_KAFKA ? ['-Xmx512m', '-cp', [join(JARS, '*'), scala()].join(delimiter)] : [];

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
