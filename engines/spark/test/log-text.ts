/** Logs to be counted. */

/** Lines as a service writes them: every fifth has a code, some have no time of their own, three tenants fail late. */
export function text(bytes: number, first: number, seed: number): string {
  const lines: string[] = [];
  let size = 0;
  for (let i = 0; size < bytes; i++) {
    const time = new Date(first + i * 700).toISOString().replace('T', ' ').slice(0, 23);
    const tenant = ['acme', 'globex', 'initech', 'umbrella'][(i * 7 + seed) % 4];
    const code = i % 50 === 0 ? 109004 : [107000, 107100, 108001][i % 3];
    const line =
      i % 5 === 0
        ? `${time} INFO tenant=${tenant} request completed code=${code} id=${i}\n`
        : i % 11 === 0
          ? `    at Ptk.Service.Call() tenant=${tenant} result=${code}\n`
          : `${time} DEBUG worker ${i % 9} picked item ${(i * 2654435761) >>> 0} depth=${i % 300} ewt=${i % 500}\n`;
    lines.push(line);
    size += line.length;
  }
  return lines.join('');
}
