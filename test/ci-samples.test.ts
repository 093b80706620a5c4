/** What users paste into their CI: each file is what its system reads, and its command is run. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROGRAM } from './cli/program.js';

const SAMPLES = fileURLToPath(new URL('../samples/', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
/** The version that these samples are of: what is run in somebody's CI does not change by itself. */
const NPX = `npx --yes ptk-logscan@${version} `;
const GOOD = Array.from(
  { length: 120 },
  (_, i) => `2026-11-01 09:${String(i % 60).padStart(2, '0')}:00 code=107000\n`,
).join('');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ci-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const sample = (name: string) => readFileSync(join(SAMPLES, 'ci', name), 'utf8');

interface Workflow {
  on: unknown;
  jobs: Record<
    string,
    {
      'runs-on': string;
      permissions: object;
      steps: { uses?: string; run?: string; if?: string; with?: { sarif_file?: string } }[];
    }
  >;
}
interface Pipeline {
  steps: { script?: string; condition?: string; inputs?: { testResultsFiles?: string } }[];
}
interface Job {
  script: string[];
  after_script: string[];
  artifacts: { when: string; reports: Record<string, string> };
}

/** By commit, because tags can be moved, with the version for people and bots. */
function pinned(name: string, job: Workflow['jobs'][string]): void {
  const used = sample(name).match(/uses: .*/g)!;
  expect(used.length).toBe(job.steps.filter(({ uses }) => uses !== undefined).length);
  for (const uses of used) expect(uses).toMatch(/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
}

/** The command of each file, and the files that its system takes up afterwards. */
const SYSTEMS: readonly (readonly [name: string, read: () => { command: string; takesUp: string[] }])[] = [
  [
    'github.yml',
    () => {
      const { on, jobs } = parse(sample('github.yml')) as Workflow;
      expect(on).toEqual(['push', 'pull_request']);
      const [job] = Object.values(jobs);
      expect(job!['runs-on']).toBe('ubuntu-latest');
      // The upload asks for it.
      expect(job!.permissions).toMatchObject({ 'security-events': 'write' });
      for (const step of job!.steps) expect(Number('uses' in step) + Number('run' in step)).toBe(1);
      pinned('github.yml', job!);
      const command = job!.steps.find(({ run }) => run?.includes('ptk-logscan'))!.run!;
      return { command, takesUp: job!.steps.flatMap((step) => step.with?.sarif_file ?? []) };
    },
  ],
  [
    'gitlab-ci.yml',
    () => {
      const { callback } = parse(sample('gitlab-ci.yml')) as { callback: Job };
      expect(callback.artifacts.when).toBe('always');
      const command = callback.script.find((line) => line.includes('ptk-logscan'))!;
      return { command, takesUp: Object.values(callback.artifacts.reports) };
    },
  ],
  [
    'Jenkinsfile',
    () => {
      const text = sample('Jenkinsfile');
      expect(text.split('{').length).toBe(text.split('}').length);
      const command = /sh '(npx [^']*)'/.exec(text)![1]!;
      return { command, takesUp: [...text.matchAll(/junit '([^']*)'/g)].map(([, file]) => file!) };
    },
  ],
  [
    'github-comment.yml',
    () => {
      const { on, jobs } = parse(sample('github-comment.yml')) as Workflow;
      expect(on).toBe('pull_request');
      const [job] = Object.values(jobs);
      expect(job!.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
      pinned('github-comment.yml', job!);
      const comment = job!.steps.at(-1)!;
      expect(comment.if).toContain("hashFiles('check.md')");
      // No text of a pull request is part of a script.
      for (const { run } of job!.steps) expect(run ?? '').not.toContain('${{');
      const body = / --body-file (\S+)$/.exec(comment.run!)![1]!;
      return { command: job!.steps.find(({ run }) => run?.includes('ptk-logscan'))!.run!, takesUp: [body] };
    },
  ],
  [
    'gitlab-comment.yml',
    () => {
      const { callback } = parse(sample('gitlab-comment.yml')) as { callback: Job };
      const command = callback.script.find((line) => line.includes('ptk-logscan'))!;
      return { command, takesUp: ['check.md', ...Object.values(callback.artifacts.reports)] };
    },
  ],
  [
    'azure-pipelines.yml',
    () => {
      const { steps } = parse(sample('azure-pipelines.yml')) as Pipeline;
      const takesUp = steps.flatMap(({ inputs }) => inputs?.testResultsFiles ?? []);
      expect(takesUp).toEqual(['check.xml']);
      return { command: steps.find(({ script }) => script?.includes('ptk-logscan'))!.script!, takesUp };
    },
  ],
  [
    'teamcity.kts',
    () => {
      const text = sample('teamcity.kts');
      expect(text.split('{').length).toBe(text.split('}').length);
      // TeamCity takes what stands between two percent signs for a parameter; two of them are one.
      const command = /scriptContent = "(npx [^"]*)"/.exec(text)![1]!;
      expect(command.replaceAll('%%', '')).not.toContain('%');
      return { command: command.replaceAll('%%', '%'), takesUp: [] };
    },
  ],
  ['check.sh', () => ({ command: sample('check.sh').trim(), takesUp: [] })],
];

describe.each(SYSTEMS)('%s', (_name, read) => {
  test.each([
    ['a good log passes', (log: string) => writeFileSync(log, GOOD), 0],
    ['a bad one fails', (log: string) => copyFileSync(join(SAMPLES, 'callback.log'), log), 1],
    ['an empty one fails', (log: string) => writeFileSync(log, ''), 1],
  ] as const)('%s', (_what, write, status) => {
    const { command, takesUp } = read();
    write(join(folder, 'callback.log'));
    for (const file of takesUp) rmSync(join(folder, file), { force: true });
    expect(command.startsWith(NPX)).toBe(true);
    const { status: ended, stdout } = run(command);
    expect(ended).toBe(status);
    expect(stdout).toContain(status === 0 ? 'Check PASSED' : 'Check FAILED');
    expect(takesUp.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
  });
});

test('ptk-logscan.config.yaml: its rules are checked', () => {
  copyFileSync(join(SAMPLES, 'ci', 'ptk-logscan.config.yaml'), join(folder, 'ptk-logscan.config.yaml'));
  copyFileSync(join(SAMPLES, 'callback.log'), join(folder, 'callback.log'));
  const { status, stdout, stderr } = run(`${NPX}check callback.log`);
  expect(stderr).toBe('');
  expect(status).toBe(1);
  for (const rule of parse(sample('ptk-logscan.config.yaml')).check.rules) expect(stdout).toContain(rule.name);
  rmSync(join(folder, 'ptk-logscan.config.yaml'));
});

test('teamcity.kts: the build gets messages', () => {
  copyFileSync(join(SAMPLES, 'callback.log'), join(folder, 'callback.log'));
  const command = /scriptContent = "(npx [^"]*)"/.exec(sample('teamcity.kts'))![1]!.replaceAll('%%', '%');
  const { stdout } = run(command);
  expect(stdout).toMatch(/^##teamcity\[buildProblem description='error rate: /m);
});

// curl and a shell of POSIX are where these run.
describe.skipIf(process.platform === 'win32')('the comment is posted', () => {
  const BODY = '## Check ❌ failed\n\n"quotes" & \'more\' \\ $(touch hurt) %41 = +\n';

  const posted = async (script: string, env: Readonly<Record<string, string>>, answer = 201) => {
    writeFileSync(join(folder, 'check.md'), BODY);
    const requests: { url: string; headers: IncomingHttpHeaders; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        requests.push({ url: `${request.method} ${request.url}`, headers: request.headers, body });
        response.writeHead(answer).end('{"echo":"token-1"}');
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const values = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replace('HOST', `http://127.0.0.1:${port}`)]),
    );
    const child = spawn('sh', ['-c', script], { cwd: folder, env: { PATH: process.env.PATH, ...values } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const [status] = await once(child, 'close');
    server.close();
    expect(output).not.toContain('token-1');
    expect(existsSync(join(folder, 'hurt'))).toBe(false);
    return { requests, status };
  };

  const { callback } = parse(sample('gitlab-comment.yml')) as { callback: Job };
  const GITLAB = { CI_API_V4_URL: 'HOST/api/v4', CI_PROJECT_ID: '7', CI_MERGE_REQUEST_IID: '12' };

  test('on GitLab', async () => {
    const { requests, status } = await posted(callback.after_script[0]!, { ...GITLAB, PTK_COMMENT_TOKEN: 'token-1' });
    expect(status).toBe(0);
    const [{ url, headers, body }] = requests as [(typeof requests)[0]];
    expect(url).toBe('POST /api/v4/projects/7/merge_requests/12/notes');
    expect(headers['private-token']).toBe('token-1');
    expect(new URLSearchParams(body).get('body')).toBe(BODY);
  });

  test('on GitLab not without a token', async () => {
    expect(await posted(callback.after_script[0]!, GITLAB)).toEqual({ requests: [], status: 0 });
  });

  test.each([
    [201, 0],
    [403, 22],
  ])('on Azure DevOps, which answers %i', async (answer, ended) => {
    const { steps } = parse(sample('azure-pipelines.yml')) as Pipeline;
    const env = {
      SYSTEM_ACCESSTOKEN: 'token-1',
      SYSTEM_COLLECTIONURI: 'HOST/acme/',
      SYSTEM_TEAMPROJECTID: 'p',
      BUILD_REPOSITORY_ID: 'r',
      SYSTEM_PULLREQUEST_PULLREQUESTID: '34',
    };
    const { requests, status } = await posted(steps.at(-1)!.script!, env, answer);
    expect(status).toBe(ended);
    const [{ url, headers, body }] = requests as [(typeof requests)[0]];
    expect(url).toBe('POST /acme/p/_apis/git/repositories/r/pullRequests/34/threads?api-version=7.1');
    expect(headers).toMatchObject({ authorization: 'Bearer token-1', 'content-type': 'application/json' });
    expect(JSON.parse(body)).toEqual({ comments: [{ content: BODY, commentType: 1 }], status: 1 });
  });
});

function run(command: string) {
  const own = command.replace(NPX, `"${process.execPath}" "${PROGRAM}" `);
  return spawnSync(own, { shell: true, cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, TZ: 'UTC' } });
}
