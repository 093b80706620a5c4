/** Chooses what is shown alone, says so in words, and has the sums follow. */
export const SCOPE = `
  let choose = () => {};
  if (data !== null) {
    const main = document.querySelector('main');
    const bar = document.createElement('div');
    bar.className = 'scope';
    const said = document.createElement('p');
    said.setAttribute('aria-live', 'polite');
    const again = document.createElement('button');
    again.type = 'button';
    again.textContent = 'All again';
    bar.append(said, again);
    main.prepend(bar);

    const figures = new Map(all('[data-figure]').map((figure) => [figure.dataset.figure, figure]));
    const parts = [...figures.values()].map((figure) => {
      const value = figure.querySelector('.value');
      const about = figure.querySelector('.about');
      return { value, about, texts: [value.textContent, about.textContent] };
    });
    const setFigure = (name, value, about) => {
      figures.get(name).querySelector('.value').textContent = value;
      figures.get(name).querySelector('.about').textContent = about;
    };

    const table = document.querySelector('#codes table');
    const numberOf = new Map(codes.map(({ code }, i) => [String(code), i]));
    const rows = all('tbody tr:not(.rest)', table).map((row) => {
      const cell = row.querySelector('.code');
      const code = numberOf.get(cell.dataset.v);
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'pick';
      button.title = 'Only this';
      button.setAttribute('aria-pressed', 'false');
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener('click', () => choose({ code: scope.code === code ? -1 : code }));
      return { row, code, button, count: row.querySelector('.count'), share: row.querySelector('.share') };
    });
    const rest = table.querySelector('tr.rest');
    const restCells = rest === null ? null : { count: rest.querySelector('.count'), share: rest.cells[2] };
    const setCount = ({ count, share }, n, sum) => {
      count.textContent = thousands(n);
      share.textContent = percent(n, sum);
      count.dataset.v = share.dataset.v = n;
    };
    /** The others have no counts of their own: what is left of all. */
    const drawCodes = () => {
      const all = scope.group >= 0 ? groups[scope.group].events : isTimed() ? inSpan(stepEvents) : data.events;
      const sum = scope.code >= 0 ? countOfCode(scope.code) : all;
      let left = all;
      let kinds = 0;
      for (const each of rows) {
        const n = countOfCode(each.code);
        left -= n;
        const isAway = scope.code >= 0 ? each.code !== scope.code : isOnly() && n === 0;
        if (!isAway) kinds += 1;
        each.row.toggleAttribute('data-away', isAway);
        each.button.setAttribute('aria-pressed', String(scope.code === each.code));
        setCount(each, n, sum);
      }
      if (rest !== null) {
        rest.toggleAttribute('data-away', scope.code >= 0 || (isOnly() && left === 0));
        setCount(restCells, left, sum);
      }
      // What is moved loses the focus.
      const { activeElement } = document;
      const sorted = table.querySelector('[aria-sort]');
      if (sorted !== null) sortBy(table, sorted.cellIndex, sorted.getAttribute('aria-sort') === 'ascending' ? 1 : -1);
      else {
        const byNeed = [...rows].sort((a, b) => codes[b.code].isError - codes[a.code].isError || b.count.dataset.v - a.count.dataset.v);
        table.tBodies[0].append(...byNeed.map(({ row }) => row), ...(rest === null ? [] : [rest]));
      }
      filterCodes();
      if (table.contains(activeElement)) activeElement.focus({ preventScroll: true });
      return kinds;
    };

    const words = () => {
      const span = scope.from === scope.to ? data.labels[scope.from] : 'from ' + data.labels[scope.from] + ' through ' + data.labels[scope.to];
      const { events, errors } = countOfScope();
      const names = [
        ...(isTimed() ? [span] : []),
        ...(scope.code >= 0 ? [codes[scope.code].code + ' ' + codes[scope.code].name] : []),
        ...(scope.group >= 0 ? [nameOf(groups[scope.group])] : []),
      ];
      const rate = data.hasRates && scope.code < 0 ? ' (' + percent(errors, events) + ')' : '';
      return 'Only ' + names.join('; ') + ': ' + counted(events, 'event') + ', ' + counted(errors, 'error') + rate + caveat();
    };
    const caveat = () => {
      if (isOverAllTime()) return scope.code >= 0 ? '. A code of one group is counted over the whole time.' : '. This group is not known by time: counted over the whole time.';
      const parts = [
        ...(isTimed() && scope.group >= 0 ? ['Its codes are counted over the whole time'] : []),
        ...(isTimed() && scope.group < 0 && groups.length > 0 && (scope.code >= 0 || groups[0].times === null) ? ['Groups are counted over the whole time'] : []),
      ];
      return '.' + parts.map((part) => ' ' + part + '.').join('');
    };

    const draw = () => {
      const only = isOnly();
      document.body.classList.toggle('only', only);
      document.body.classList.toggle('spanned', isTimed() && scope.code < 0 && groups[0]?.times !== null);
      said.textContent = only ? words() : '';
      const kinds = drawCodes();
      if (only) {
        const sums = countOfScope();
        const of = ' of ' + thousands(data.events);
        setFigure('Events', thousands(sums.events), percent(sums.events, data.events) + of);
        setFigure('Errors', thousands(sums.errors), 'in what is shown');
        setFigure('Error rate', rateOf(sums), 'in what is shown');
        setFigure('Codes', thousands(kinds), 'in what is shown');
      } else {
        for (const { value, about, texts } of parts) [value.textContent, about.textContent] = texts;
      }
      drawChart();
      drawGroups();
    };
    choose = (what) => {
      Object.assign(scope, what);
      draw();
    };
    const clear = () => choose({ from: -1, to: -1, code: -1, group: -1 });
    chooseStep = (step, extend) => {
      if (extend && isTimed()) choose({ from: Math.min(scope.from, step), to: Math.max(scope.to, step) });
      else if (scope.from === step && scope.to === step) choose({ from: -1, to: -1 });
      else choose({ from: step, to: step });
    };
    chooseGroup = (group) => choose({ group: scope.group === group ? -1 : group });

    for (const item of all('#conclusion [data-from]')) {
      const [from, to] = [Number(item.dataset.from), Number(item.dataset.to)];
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'pick';
      button.textContent = 'only this span';
      button.addEventListener('click', () => choose({ from, to }));
      item.append(' ', button);
    }
    again.addEventListener('click', () => {
      clear();
      document.querySelector('[data-chart]')?.focus({ preventScroll: true });
    });
    document.body.addEventListener('keydown', (event) => {
      const isTyping = event.target.matches?.('input[type=search]') && event.target.value !== '';
      if (event.key === 'Escape' && isOnly() && !isTyping) clear();
    });
  }
`;
