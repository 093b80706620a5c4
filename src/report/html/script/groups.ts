/** Draws the rows of groups: sorted, searched, a page at a time, with the sum of all that match. */
export const GROUPS = `
  /** Set below: chooses a group, or none where it was chosen. */
  let chooseGroup = () => {};
  let drawGroups = () => {};
  /** The first row that is shown. */
  let from = 0;
  for (const form of all('form[data-groups]')) {
    if (data === null) break;
    const table = document.querySelector('#groups table');
    const body = table.tBodies[0];
    const foot = table.tFoot;
    const output = form.querySelector('output');
    const { text, sort, before, after } = form.elements;
    const size = data.groups.rowsAtOnce;
    const wide = table.querySelectorAll('thead th[data-kind=t]').length;
    const texts = groups.map((group) => nameOf(group).toLowerCase());
    const sorted = table.tHead.querySelector('[aria-sort]');
    let key = sorted.dataset.key;
    let direction = sorted.getAttribute('aria-sort') === 'ascending' ? 1 : -1;

    const element = (name, attributes, ...content) => {
      const made = document.createElement(name);
      for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
      made.append(...content);
      return made;
    };
    const cell = (kind, label, content) =>
      element('td', { role: 'cell', class: kind, ...(label === '' ? {} : { 'data-label': label }) }, content);
    const bar = (severities, most) => {
      const drawn = svg('svg', { class: 'bar', width: '100%', height: 12, 'aria-hidden': 'true', focusable: 'false' });
      let at = 0;
      severities.forEach((count, severity) => {
        if (count === 0) return;
        const width = (count / most) * 100;
        drawn.append(svg('rect', { class: 's-' + SEVERITIES[severity], x: at + '%', width: width + '%', height: 12 }));
        at += width;
      });
      return drawn;
    };
    const severitiesOf = (group, { events, errors }) => {
      if (scope.code >= 0) return SEVERITIES.map((_, severity) => (severity === codes[scope.code].severity ? events : 0));
      return isTimed() && group.times !== null ? [events - errors, 0, 0, errors, 0] : group.severities;
    };
    const topCodes = (group) => {
      if (group === null || (isTimed() && group.times !== null && scope.code < 0)) return [];
      const found = [...group.codes].filter(([code]) => scope.code < 0 || code === scope.code);
      found.sort(([a, n], [b, m]) => codes[b].isError - codes[a].isError || m - n || codes[a].code - codes[b].code);
      return found.slice(0, 3).flatMap(([code, count], i) => [
        ...(i > 0 ? [', '] : []),
        element('span', { title: codes[code].name }, String(codes[code].code)),
        ' ',
        element('span', { class: 'soft' }, '×' + thousands(count)),
      ]);
    };
    const line = (kind, heads, group, counts, sum, most) => {
      const row = element('tr', { role: 'row', class: kind }, ...heads);
      const codesOf = element('td', { role: 'cell', class: 'most' }, ...topCodes(group));
      row.append(
        cell('wide', '', group === null ? '' : bar(severitiesOf(group, counts), most)),
        cell('num', 'events', thousands(counts.events)),
        cell('num soft', 'of events', percent(counts.events, sum)),
        cell('num ' + (counts.errors > 0 ? 'bad' : 'soft'), 'errors', thousands(counts.errors)),
        cell('num', 'error rate', rateOf(counts)),
        codesOf,
      );
      return row;
    };
    const head = (content) => element('th', { scope: 'row', role: 'rowheader', colspan: wide }, content);
    const headsOf = (i) =>
      groups[i].values.map((value, n) => {
        const name = element('bdi', {}, value);
        if (n > 0) return element('th', { scope: 'row', role: 'rowheader' }, name);
        const button = element('button', { type: 'button', class: 'pick', 'data-group': i, 'aria-pressed': scope.group === i, title: 'Only this' }, name);
        return element('th', { scope: 'row', role: 'rowheader' }, button);
      });
    const valueOf = {
      events: ({ counts }) => counts.events,
      share: ({ counts }) => counts.events,
      errors: ({ counts }) => counts.errors,
      rate: ({ counts }) => (counts.events === 0 ? -1 : counts.errors / counts.events),
    };
    const compare = (a, b) => {
      const value = valueOf[key];
      if (value === undefined) return direction * collator.compare(groups[a.i].values[key], groups[b.i].values[key]);
      return direction * (value(a) - value(b)) || valueOf.errors(b) - valueOf.errors(a) || valueOf.events(b) - valueOf.events(a) || a.i - b.i;
    };

    drawGroups = () => {
      const focused = document.activeElement?.dataset?.group;
      const wanted = wordsOf(text.value);
      const narrow = scope.code >= 0 || isTimed();
      const found = [];
      let others = null;
      groups.forEach((group, i) => {
        const counts = countOfGroup(group);
        if (group.values === null) others = { group, counts };
        else if (scope.group >= 0 ? i === scope.group : (!narrow || counts.events > 0) && wanted.every((word) => texts[i].includes(word))) found.push({ i, counts });
      });
      const isPart = wanted.length > 0 || scope.group >= 0;
      if (isPart || others?.counts.events === 0) others = null;
      found.sort(compare);
      from = Math.max(0, Math.min(from, Math.floor((found.length - 1) / size) * size));
      const shown = found.slice(from, from + size);
      const sum = { events: others?.counts.events ?? 0, errors: others?.counts.errors ?? 0 };
      for (const { counts } of found) {
        sum.events += counts.events;
        sum.errors += counts.errors;
      }
      const most = shown.reduce((a, { counts }) => Math.max(a, counts.events), others?.counts.events ?? 1);
      const whole = isPart && scope.group < 0 && !narrow ? data.events : sum.events;
      body.replaceChildren(
        ...shown.map(({ i, counts }) => line('', headsOf(i), groups[i], counts, whole, most)),
        ...(others === null ? [] : [line('rest', [head('other (' + counted(data.groups.others, 'group') + ')')], others.group, others.counts, whole, most)]),
      );
      const total = isPart ? counted(found.length, 'group') : 'all';
      foot.replaceChildren(line('sum', [head(total)], null, sum, whole, most));
      const last = from + shown.length;
      const count = groups.length - (groups.at(-1)?.values === null ? 1 : 0);
      output.textContent =
        (shown.length < found.length ? from + 1 + ' to ' + last + ' of ' : '') + counted(found.length, 'group') +
        (found.length < count ? ' of ' + thousands(count) : '');
      before.parentElement.hidden = found.length <= size;
      before.disabled = from === 0;
      after.disabled = last >= found.length;
      if (focused !== undefined) body.querySelector('[data-group="' + focused + '"]')?.focus();
    };
    const sortGroups = (column, to) => {
      markSorted(column, to);
      key = column.dataset.key;
      direction = to;
      from = 0;
      drawGroups();
    };
    const turn = (by) => {
      from += by;
      drawGroups();
    };
    makeSortable(table, sortGroups);
    makeSortList(sort, table, sortGroups);
    before.addEventListener('click', () => turn(-size));
    after.addEventListener('click', () => turn(size));
    text.addEventListener('input', () => {
      from = 0;
      drawGroups();
    });
    form.addEventListener('submit', (event) => event.preventDefault());
    body.addEventListener('click', (event) => {
      const button = event.target.closest('[data-group]');
      if (button !== null) chooseGroup(Number(button.dataset.group));
    });
    form.hidden = false;
    drawGroups();
  }
`;
