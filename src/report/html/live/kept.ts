/** What somebody has chosen on the page, by value and not by place, so that the next report can be told of it. */
export const KEPT = `
  const cuts = data?.cuts ?? [];
  const groupKey = (group) => JSON.stringify(group?.values ?? null);
  /** What was chosen but is not in this report: it comes back when it does. */
  const missing = { span: null, code: null, group: null };
  const headsOfTables = () => all('thead th[aria-sort]').map((head) => ({
    at: all('thead').indexOf(head.closest('thead')),
    column: head.cellIndex,
    sort: head.getAttribute('aria-sort'),
  }));
  const fields = () => all('form[data-filter], form[data-groups]').flatMap((form) => [...form.elements].filter((field) => field.name !== 'sort' && 'value' in field));
  const fieldName = (field) => field.form.closest('section')?.id + '/' + field.name + '/' + (field.type === 'checkbox' ? field.value : '');
  const detailsName = (details) => (details.closest('section')?.id ?? '') + '/' + (details.closest('tr')?.querySelector('.code')?.textContent ?? all('details', details.closest('section') ?? document).indexOf(details));
  const report = {
    kept: () => ({
      span: isTimed() ? [cuts[scope.from], cuts[scope.to + 1]] : missing.span,
      code: scope.code >= 0 ? codes[scope.code].code : missing.code,
      group: scope.group >= 0 ? groupKey(groups[scope.group]) : missing.group,
      sorted: headsOfTables(),
      fields: fields().map((field) => [fieldName(field), field.type === 'checkbox' ? field.checked : field.value]),
      open: all('main details[open], footer details[open]').map(detailsName),
      from,
    }),
    keep: (kept) => {
      const heads = headsOfTables();
      const tables = all('thead');
      for (const { at, column, sort } of kept.sorted) {
        const head = tables[at]?.rows[0].cells[column];
        const button = head?.querySelector('button');
        const is = () => head.getAttribute('aria-sort') === sort;
        if (heads.some((other) => other.at === at && other.column === column && other.sort === sort)) continue;
        for (let i = 0; i < 2 && button && !is(); i++) button.click();
      }
      const values = new Map(kept.fields);
      for (const field of fields()) {
        const value = values.get(fieldName(field));
        if (value === undefined) continue;
        if (field.type === 'checkbox') field.checked = value;
        else field.value = value;
      }
      filterCodes();
      for (const details of all('main details, footer details')) {
        if (kept.open.includes(detailsName(details))) details.open = true;
      }
      const what = { from: -1, to: -1, code: -1, group: -1 };
      if (kept.span !== null) {
        const inside = cuts.slice(0, -1).map((start, i) => cuts[i + 1] > kept.span[0] && start < kept.span[1]);
        what.from = inside.indexOf(true);
        what.to = inside.lastIndexOf(true);
        if (what.from < 0) missing.span = kept.span;
      }
      if (kept.code !== null) {
        what.code = codes.findIndex(({ code }, i) => code === kept.code && i < data.shown);
        if (what.code < 0) missing.code = kept.code;
      }
      if (kept.group !== null) {
        what.group = groups.findIndex((group) => group.values !== null && groupKey(group) === kept.group);
        if (what.group < 0) missing.group = kept.group;
      }
      from = kept.from;
      choose(what);
      // Only what somebody does from now on.
      const chooses = choose;
      choose = (own) => {
        Object.assign(missing, { span: null, code: null, group: null });
        chooses(own);
      };
    },
    /** In words; empty where all that was chosen is shown. */
    missing: () => {
      const names = [
        ...(missing.span === null ? [] : ['the span']),
        ...(missing.code === null ? [] : [String(missing.code)]),
        ...(missing.group === null ? [] : [JSON.parse(missing.group).join(', ')]),
      ];
      return names.length === 0 ? '' : names.join(' and ') + ': nothing here now';
    },
  };
  return report;
`;
