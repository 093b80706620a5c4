/**
 * The only script of the page: sorts and filters tables, and shows a bar's numbers at the pointer. The page is complete
 * without it. Plain JavaScript that current browsers run without a build step. The content security policy has the
 * script's hash, so nothing may be inserted into it.
 */
export const SCRIPT = `
'use strict';
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const cellValue = (row, column, kind) => {
    const cell = row.cells[column];
    const text = cell.dataset.v ?? cell.textContent.trim();
    return kind === 'n' ? Number(text) : text;
  };
  const sortBy = (table, column, direction) => {
    const head = table.tHead.rows[0].cells[column];
    const kind = head.dataset.kind;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', direction > 0 ? 'ascending' : 'descending');
    const rows = all('tr:not(.rest)', table.tBodies[0]).map((row) => [cellValue(row, column, kind), row]);
    const collator = new Intl.Collator('en', { numeric: true });
    rows.sort(([a], [b]) => direction * (kind === 'n' ? a - b : collator.compare(a, b)));
    const rest = all('tr.rest', table.tBodies[0]);
    table.tBodies[0].append(...rows.map(([, row]) => row), ...rest);
  };

  for (const table of all('table[data-sortable]')) {
    for (const head of all('th[data-kind]', table.tHead)) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const sorted = head.getAttribute('aria-sort');
        const first = head.dataset.kind === 'n' && head.cellIndex > 0 ? -1 : 1;
        sortBy(table, head.cellIndex, sorted === null ? first : sorted === 'ascending' ? -1 : 1);
      });
    }
  }

  for (const form of all('form[data-filter]')) {
    const table = form.parentElement.querySelector('table');
    const rows = all('tr:not(.rest)', table.tBodies[0]);
    const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const { text, sort } = form.elements;
    const boxes = all('input[type=checkbox]', form);
    const output = form.querySelector('output');
    const apply = () => {
      const wanted = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
      const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      let shown = 0;
      for (const row of rows) {
        const fits = severities.has(row.dataset.severity) && wanted.every((word) => words.get(row).includes(word));
        row.hidden = !fits;
        if (fits) shown += 1;
      }
      const filtered = wanted.length > 0 || severities.size < boxes.length;
      for (const row of all('tr.rest', table)) row.hidden = filtered;
      output.textContent = filtered ? shown + ' of ' + rows.length + ' codes' : rows.length + (rows.length === 1 ? ' code' : ' codes');
    };
    for (const head of all('th[data-kind]', table.tHead)) {
      const option = new Option(head.textContent, head.cellIndex);
      option.selected = head.hasAttribute('aria-sort');
      sort.append(option);
    }
    sort.addEventListener('change', () => {
      const column = Number(sort.value);
      const head = table.tHead.rows[0].cells[column];
      sortBy(table, column, head.dataset.kind === 'n' && column > 0 ? -1 : 1);
    });
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', apply);
    form.hidden = false;
    apply();
  }

  const tip = document.createElement('div');
  tip.id = 'tip';
  tip.setAttribute('role', 'status');
  tip.hidden = true;
  document.body.append(tip);
  for (const chart of all('[data-chart]')) {
    const hits = all('.hit', chart);
    const texts = hits.map((hit) => {
      const title = hit.querySelector('title');
      title.remove();
      return title.textContent.split('\\n');
    });
    let at = -1;
    const hide = () => {
      if (at >= 0) hits[at].classList.remove('on');
      at = -1;
      tip.hidden = true;
    };
    const show = (i) => {
      if (i === at) return;
      hide();
      at = i;
      hits[i].classList.add('on');
      const name = document.createElement('b');
      name.textContent = texts[i][0];
      tip.replaceChildren(name, texts[i].slice(1).join(' '));
      tip.hidden = false;
      const box = hits[i].getBoundingClientRect();
      const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
      const left = Math.max(8, Math.min(room, box.left + box.width / 2 - tip.offsetWidth / 2));
      tip.style.left = left + window.scrollX + 'px';
      tip.style.top = box.top + window.scrollY - tip.offsetHeight - 6 + 'px';
    };
    hits.forEach((hit, i) => hit.addEventListener('pointerenter', () => show(i)));
    chart.addEventListener('pointerleave', hide);
    chart.addEventListener('blur', hide);
    chart.tabIndex = 0;
    chart.setAttribute('role', 'group');
    chart.setAttribute('aria-label', 'Chart over time; the arrow keys go through its windows');
    chart.addEventListener('keydown', (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at < 0 ? hits.length - 1 : at - 1, Home: 0, End: hits.length - 1 }[event.key];
      if (event.key === 'Escape') hide();
      if (to === undefined) return;
      event.preventDefault();
      show(Math.max(0, Math.min(hits.length - 1, to)));
    });
  }
})();
`;
