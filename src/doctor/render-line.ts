/** Renders the explanation of one line for people. */
import { SEVERITY_MARKS } from '../report/style.js';
import type { DiagnosedCandidate, DiagnosedTime, LineDiagnosis } from './diagnosis.js';
import { Page } from './page.js';
import type { TextOptions } from './render-diagnosis.js';

/** At most this many characters of the line are shown. */
const MOST = 800;

export function renderLine(diagnosis: LineDiagnosis, { width, color }: TextOptions): string {
  const { line, time, form, candidates, codes } = diagnosis;
  const page = new Page(width, color);
  if (line.trim() === '') page.entry('Line', 'blank');
  else page.exact('Line', line.length > MOST ? `${line.slice(0, MOST)}…` : line);
  if (diagnosis.json) page.entry('', 'a line of JSON: its time is that of a key');
  if (form !== null) {
    const fields = Object.entries(form.fields).map(([name, value]) => `${name}=${value ?? '(none)'}`);
    page.entry('Your form', ['fits', ...fields].join('  '));
    if (form.time !== null && !form.timeReads)
      page.entry('', `the time ${JSON.stringify(form.time)} does not read`, 'warning');
  }
  if (time === null) {
    page.entry('Time', 'none of its own: the line takes that of the nearest line before it');
  } else {
    timeEntries(time, diagnosis.timeZone, page);
  }
  for (const { text, column, reason } of diagnosis.passedOver) {
    page.entry('', `passed over ${text}, at column ${column}: ${reason}`);
  }
  if (diagnosis.otherOrder) page.entry('', dateOrderNote(diagnosis), 'warning');
  if (form?.codes != null) {
    page.entry(
      'Codes',
      form.codes.length === 0 ? 'none where your form looks' : `${form.codes.join(', ')}, where your form looks`,
    );
  } else if (candidates.length === 0) {
    page.entry('Codes', 'none: no number from 106000 to 109999 stands on it by itself');
  } else {
    page.entry('Codes', codes.length === 0 ? 'none' : codes.join(', '));
    for (const candidate of candidates) candidateEntries(candidate, page);
  }
  return page.toString();
}

function candidateEntries(candidate: DiagnosedCandidate, page: Page): void {
  const { code, name, severity, known, accepted, labelled, rule, ruleTitle, reason, column } = candidate;
  const verdict = accepted ? 'taken' : 'refused';
  page.entry('', '');
  page.entry(
    `${SEVERITY_MARKS[accepted ? 'ok' : 'error']} ${code}`,
    `${verdict} by rule ${rule} (${ruleTitle.toLowerCase()}), at column ${column}: ${reason}`,
  );
  if (!accepted) return;
  page.entry('', `${name}, ${severity}${known ? '' : ': not in the catalogue'}`, severity);
  if (!labelled) page.entry('', 'It rests on the catalogue alone: --labelled leaves it out.');
}

function dateOrderNote({ time }: LineDiagnosis): string {
  return time === null
    ? 'A date was passed over that only the other --date-order can read.'
    : 'Its date is read with the day first, whatever --date-order says: the first number is no month.';
}

function timeEntries(time: DiagnosedTime, timeZone: string, page: Page): void {
  page.exact('Time', `${time.text}${time.column === null ? '' : `, at column ${time.column}`}`);
  const family = time.column === null ? time.title : `family ${time.family}: ${time.title}`;
  page.entry('', time.key === null ? family : `${family}; the value of "${time.key}"`);
  if (time.yearFound !== null) page.entry('', `no year is written: taken as ${time.yearFound}`);
  page.entry('', zoneText(time, timeZone));
  page.entry('', time.instant);
}

function zoneText({ zone, zoneName }: DiagnosedTime, timeZone: string): string {
  if (zoneName !== null) return `the zone ${zoneName} is read as ${zone ?? `${timeZone}, which uses that name`}`;
  return zone === null ? `no zone is written: read in ${timeZone}` : `written with the zone ${zone}`;
}
