/** The results as Markdown. Only text of ours and version lines of programs go in. */
/** `document`: as it is written in JSON. */
export function page(document) {
  const { date, machine, commit, tools, missing, size, seed, rounds, jobs, targets } = document;
  const parts = [
    `# Benchmark of ${date}`,
    [
      `- ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB; ${machine.system}; Node ${machine.node}`,
      `- load of the minute before: ${machine.load} (of a quiet machine: near 0)`,
      `- commit ${commit ?? 'unknown'}; logs of ${bytes(size)}, seed ${seed}; one warm-up, then up to ${rounds} rounds`,
      `- ${Object.entries(tools)
        .filter(([, version]) => version !== null)
        .map(([name, version]) => (version.includes(name) ? version : `${name} ${version}`))
        .join('; ')}`,
      ...(size >= 1e9
        ? []
        : ['- small logs: starting Node counts for more than the work; ratios are for logs of 1 GB and more']),
      ...(missing.length === 0 ? [] : [`- not installed, so not here: ${missing.join(', ')}`]),
    ].join('\n'),
    ...jobs.map(jobPart),
    '## Targets',
    table(
      ['target', 'at most', 'stretch', 'measured', 'verdict'],
      targets.map((row) => [row.target, row.atMost, row.stretch, row.measured, row.verdict]),
    ),
    '## Commands',
    jobs.map(commandsPart).join('\n\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function jobPart({ title, bytes: size, lines, events, rows }) {
  const columns = ['', 'counts', 'median', 'from – to', 'runs', 'GB/s', `× ${rows[0].name}`, 'CPU', 'peak'];
  return `## ${title}\n\n${bytes(size)}, ${whole(lines)} lines, ${whole(events)} codes.\n\n${table(columns, rows.map(rowPart))}`;
}

function rowPart(row) {
  const name = row.own ? `**${row.name}**` : row.name;
  if (row.problem !== null) return [name, row.counts, row.problem, '', '', '', '', '', ''];
  return [
    name,
    row.counts,
    time(row.median),
    `${time(row.low)} – ${time(row.high)}`,
    String(row.runs.length),
    (row.rate / 1e9).toFixed(2),
    row.ratio === null ? '–' : row.ratio.toFixed(2),
    row.cpu === null ? '–' : time(row.cpu),
    row.peak === null ? '–' : `${Math.round(row.peak / 2 ** 20)} MiB`,
  ];
}

const commandsPart = ({ title, rows }) => `${title}:\n\n${rows.map(({ command }) => `    ${command}`).join('\n')}`;

function table(head, rows) {
  const numeric = /^(median|from – to|runs|GB\/s|×.*|CPU|peak|at most|stretch|measured)$/;
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map((name) => (numeric.test(name) ? '---:' : '---'))), ...rows.map(line)].join('\n');
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const whole = (n) => n.toLocaleString('en-US');
const time = (seconds) => (seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(2)} s`);
const bytes = (n) =>
  n >= 1e9 ? `${Math.round(n / 1e8) / 10} GB` : n >= 1e6 ? `${Math.round(n / 1e6)} MB` : `${Math.round(n / 1e3)} kB`;
