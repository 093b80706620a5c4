/**
 * What is chosen, and how many events and errors that are. A code within one group is known only over the whole time, and
 * so are groups where the page has no times of them.
 */
export const COUNTS = `
  const data = JSON.parse(document.getElementById('data')?.textContent ?? 'null');
  /** -1: not chosen. Steps from and to are both included. */
  const scope = { from: -1, to: -1, code: -1, group: -1 };
  const isTimed = () => scope.from >= 0;
  const isOnly = () => isTimed() || scope.code >= 0 || scope.group >= 0;

  const reader = (text) => {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    let at = 0;
    const next = () => {
      let n = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[at++];
        n += (byte & 127) * scale;
        if (byte < 128) return n;
      }
    };
    const counts = (length) => {
      const list = new Float64Array(length);
      for (let i = 0; i < length; i++) {
        list[i] = next();
        // How many are 0 in a row.
        if (list[i] === 0) i += next() - 1;
      }
      return list;
    };
    return { next, counts };
  };

  const ERROR = 3;
  const SEVERITIES = ['ok', 'notice', 'warning', 'error', 'critical'];
  const steps = data?.labels.length ?? 0;
  const codes = (data?.codes ?? []).map(([code, severity, count, name]) => ({ code, severity, count, name, isError: severity >= ERROR }));
  /** By step: each shown code, then the other errors, then all others. */
  const series = [];
  const stepEvents = new Float64Array(steps);
  const stepErrors = new Float64Array(steps);
  if (data !== null) {
    const read = reader(data.series);
    for (let i = 0; i < data.shown + 2; i++) {
      const counts = read.counts(steps);
      series.push(counts);
      const isError = i < data.shown ? codes[i].isError : i === data.shown;
      counts.forEach((count, step) => {
        stepEvents[step] += count;
        if (isError) stepErrors[step] += count;
      });
    }
  }

  /** Groups by their rows; behind them, where there are, the others together. */
  const groups = [];
  if (data !== null && data.groups !== null) {
    const { names, others } = data.groups;
    const read = reader(data.groups.codes);
    const times = data.groups.times === null ? null : reader(data.groups.times);
    const left = { events: stepEvents.slice(), errors: stepErrors.slice() };
    for (let i = 0; i <= names.length; i++) {
      const group = { values: names[i] ?? null, codes: new Map(), events: 0, errors: 0, severities: [0, 0, 0, 0, 0], times: null };
      for (let n = read.next(); n > 0; n--) {
        const code = read.next();
        const count = read.next();
        group.codes.set(code, count);
        group.events += count;
        group.severities[codes[code].severity] += count;
        if (codes[code].isError) group.errors += count;
      }
      if (times !== null) {
        const own = i < names.length;
        group.times = own ? { events: times.counts(steps), errors: times.counts(steps) } : left;
        if (own) {
          for (let step = 0; step < steps; step++) {
            left.events[step] -= group.times.events[step];
            left.errors[step] -= group.times.errors[step];
          }
        }
      }
      if (i < names.length || others > 0) groups.push(group);
    }
  }

  const inSpan = (counts) => {
    let sum = 0;
    for (let step = scope.from; step <= scope.to; step++) sum += counts[step];
    return sum;
  };
  const ofCode = (code, count) => ({ events: count, errors: codes[code].isError ? count : 0 });
  /** Of a code in what is chosen beside it. */
  const countOfCode = (code) => {
    if (scope.group >= 0) return groups[scope.group].codes.get(code) ?? 0;
    return isTimed() ? inSpan(series[code]) : codes[code].count;
  };
  /** Of a group in what is chosen beside it. */
  const countOfGroup = (group) => {
    if (scope.code >= 0) return ofCode(scope.code, group.codes.get(scope.code) ?? 0);
    if (isTimed() && group.times !== null) return { events: inSpan(group.times.events), errors: inSpan(group.times.errors) };
    return { events: group.events, errors: group.errors };
  };
  /** Of all that is chosen. */
  const countOfScope = () => {
    if (scope.group >= 0) return countOfGroup(groups[scope.group]);
    if (scope.code >= 0) return ofCode(scope.code, countOfCode(scope.code));
    return { events: inSpan(stepEvents), errors: inSpan(stepErrors) };
  };
  /** Whether the chosen span has no say in that sum. */
  const isOverAllTime = () => isTimed() && scope.group >= 0 && (scope.code >= 0 || groups[scope.group].times === null);

  const thousands = (n) => String(n).replace(/\\B(?=(\\d{3})+$)/g, ',');
  const counted = (n, word) => thousands(n) + ' ' + word + (n === 1 ? '' : 's');
  const percent = (part, whole) => {
    if (whole === 0) return '–';
    if (part === 0) return '0%';
    if (part === whole) return '100%';
    const rate = (part / whole) * 100;
    return rate < 0.1 ? '<0.1%' : rate > 99.9 ? '>99.9%' : rate.toFixed(1) + '%';
  };
  const rateOf = ({ events, errors }) => (data.hasRates ? percent(errors, events) : '–');
  const nameOf = ({ values }) => (values === null ? 'other groups' : values.join(', '));
`;
