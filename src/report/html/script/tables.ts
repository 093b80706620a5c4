/** Sorts tables by their headings, and filters the codes by words and severities. */
export const TABLES = `
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const collator = new Intl.Collator('en', { numeric: true });
  const wordsOf = (text) => text.toLowerCase().split(/\\s+/).filter(Boolean);

  const cellValue = (row, column, kind) => {
    const cell = row.cells[column];
    const text = cell.dataset.v ?? cell.textContent.trim();
    return kind === 'n' ? Number(text) : text;
  };
  const markSorted = (head, direction) => {
    for (const other of head.parentElement.cells) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', direction > 0 ? 'ascending' : 'descending');
  };
  const sortBy = (table, column, direction) => {
    const head = table.tHead.rows[0].cells[column];
    const kind = head.dataset.kind;
    markSorted(head, direction);
    const rows = all('tr:not(.rest)', table.tBodies[0]).map((row) => [cellValue(row, column, kind), row]);
    rows.sort(([a], [b]) => direction * (kind === 'n' ? a - b : collator.compare(a, b)));
    const rest = all('tr.rest', table.tBodies[0]);
    table.tBodies[0].append(...rows.map(([, row]) => row), ...rest);
  };
  /** Has headings sort: numbers from the highest, names and the first column from the lowest; again, the other way. */
  const makeSortable = (table, sort) => {
    for (const head of all('th[data-kind]', table.tHead)) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const sorted = head.getAttribute('aria-sort');
        const first = head.dataset.kind === 'n' && head.cellIndex > 0 ? -1 : 1;
        sort(head, sorted === null ? first : sorted === 'ascending' ? -1 : 1);
      });
    }
  };
  /** The same by a list, for phones, which have no headings. */
  const makeSortList = (select, table, sort) => {
    const heads = all('th[data-kind]', table.tHead);
    if (!heads.some((head) => head.hasAttribute('aria-sort'))) select.append(new Option('errors first', '', true));
    for (const head of heads) {
      const option = new Option(head.textContent, head.cellIndex);
      option.selected = head.hasAttribute('aria-sort');
      select.append(option);
    }
    select.addEventListener('change', () => {
      if (select.value === '') return;
      const column = Number(select.value);
      const head = table.tHead.rows[0].cells[column];
      sort(head, head.dataset.kind === 'n' && column > 0 ? -1 : 1);
    });
  };
  for (const table of all('table[data-sortable]')) {
    makeSortable(table, (head, direction) => sortBy(table, head.cellIndex, direction));
  }

  /** Applies the filter of the codes anew. */
  let filterCodes = () => {};
  for (const form of all('form[data-filter]')) {
    const table = form.parentElement.querySelector('table');
    const rows = all('tr:not(.rest)', table.tBodies[0]);
    const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const { text, sort } = form.elements;
    const boxes = all('input[type=checkbox]', form);
    const output = form.querySelector('output');
    filterCodes = () => {
      const wanted = wordsOf(text.value);
      const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      let shown = 0;
      for (const row of rows) {
        const fits =
          row.dataset.away === undefined &&
          severities.has(row.dataset.severity) &&
          wanted.every((word) => words.get(row).includes(word));
        row.hidden = !fits;
        if (fits) shown += 1;
      }
      const filtered = wanted.length > 0 || severities.size < boxes.length;
      for (const row of all('tr.rest', table)) row.hidden = filtered || row.dataset.away !== undefined;
      output.textContent =
        shown < rows.length ? shown + ' of ' + rows.length + ' codes' : rows.length + (rows.length === 1 ? ' code' : ' codes');
    };
    makeSortList(sort, table, (head, direction) => sortBy(table, head.cellIndex, direction));
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', filterCodes);
    form.hidden = false;
    filterCodes();
  }
`;
