/** Tells a bar's numbers, chooses spans, and draws a code or a group alone. */
export const CHART = `
  const tip = document.createElement('div');
  tip.id = 'tip';
  tip.setAttribute('role', 'status');
  tip.hidden = true;
  document.body.append(tip);
  /** Set below: chooses a step, or the steps up to it. */
  let chooseStep = () => {};
  let drawChart = () => {};
  const svg = (name, attributes) => {
    const element = document.createElementNS(document.querySelector('svg').namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  /** By step and severity, what is to be drawn alone; null: everything, as it stands there. */
  const layersAlone = () => {
    if (scope.group >= 0 && scope.code >= 0) return [];
    if (scope.code >= 0) return [[codes[scope.code].severity, series[scope.code]]];
    if (scope.group < 0) return null;
    const { times } = groups[scope.group];
    return times === null ? [] : [[0, times.events.map((n, i) => n - times.errors[i])], [ERROR, times.errors]];
  };

  for (const chart of all('[data-chart]')) {
    const hits = all('.hit', chart);
    const plot = chart.querySelector('.plot');
    const { barsEach } = data;
    const stepOf = (bar) => Math.floor(bar / barsEach);
    const texts = hits.map((hit) => {
      const title = hit.querySelector('title');
      title.remove();
      return title.textContent.split('\\n');
    });
    let alone = null;
    const textOf = (i) => {
      if (alone === null) return texts[i];
      const step = stepOf(i);
      if (alone.length === 0) return [data.labels[step], 'not known by time'];
      let [events, errors] = [0, 0];
      for (const [severity, counts] of alone) {
        events += counts[step];
        if (severity >= ERROR) errors += counts[step];
      }
      return [data.labels[step], counted(events, 'event') + ', ' + counted(errors, 'error')];
    };
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
      const [label, ...said] = textOf(i);
      name.textContent = label;
      tip.replaceChildren(name, said.join(' '));
      tip.hidden = false;
      const box = hits[i].getBoundingClientRect();
      const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
      const left = Math.max(8, Math.min(room, box.left + box.width / 2 - tip.offsetWidth / 2));
      tip.style.left = left + window.scrollX + 'px';
      tip.style.top = box.top + window.scrollY - tip.offsetHeight - 6 + 'px';
    };
    hits.forEach((hit, i) => {
      hit.addEventListener('pointerenter', () => show(i));
      hit.addEventListener('click', (event) => chooseStep(stepOf(i), event.shiftKey));
    });
    chart.addEventListener('pointerleave', hide);
    chart.addEventListener('blur', hide);
    chart.tabIndex = 0;
    chart.setAttribute('role', 'group');
    chart.setAttribute(
      'aria-label',
      'Chart over time; the arrow keys go through its windows, Enter shows one alone, Shift and Enter all up to one',
    );
    chart.addEventListener('keydown', (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at < 0 ? hits.length - 1 : at - 1, Home: 0, End: hits.length - 1 }[event.key];
      if (event.key === 'Escape' && !tip.hidden && !isOnly()) hide();
      if ((event.key === 'Enter' || event.key === ' ') && at >= 0) {
        event.preventDefault();
        chooseStep(stepOf(at), event.shiftKey);
      }
      if (to === undefined) return;
      event.preventDefault();
      show(Math.max(0, Math.min(hits.length - 1, to)));
    });

    const numbers = chart.dataset.panels.split(' ').map(Number);
    const panel = (own, top, height, layers) => {
      const sums = data.labels.map((_, step) => layers.reduce((sum, [, counts]) => sum + counts[step], 0));
      const most = sums.reduce((a, b) => Math.max(a, b), 0);
      own.append(
        svg('line', { class: 'rule', x2: '100%', y1: top, y2: top }),
        svg('line', { class: 'base', x2: '100%', y1: top + height, y2: top + height }),
      );
      const label = svg('text', { class: 'tick', x: '100%', y: top - 6, 'text-anchor': 'end' });
      label.textContent = layers.length === 0 ? 'not known by time' : 'at most ' + thousands(most);
      own.append(label);
      const width = 100 / hits.length;
      for (let step = 0; step < steps && most > 0; step++) {
        let from = 0;
        const bars = Math.min(barsEach, hits.length - step * barsEach);
        for (const [severity, counts] of layers) {
          const size = (counts[step] / most) * height;
          from += size;
          if (size > 0) {
            own.append(
              svg('rect', {
                class: 's-' + SEVERITIES[severity],
                x: step * barsEach * width + 0.08 * width + '%',
                width: (bars - 0.16) * width + '%',
                y: top + height - from,
                height: size,
              }),
            );
          }
        }
      }
    };
    drawChart = () => {
      hide();
      alone = layersAlone();
      chart.classList.toggle('alone', alone !== null);
      for (const drawn of all('.own, .span', plot)) drawn.remove();
      if (isTimed()) {
        // Also without colours it is seen where the span is.
        const [top, height] = numbers.slice(-2);
        const from = (scope.from * barsEach * 100) / hits.length;
        const to = (Math.min(hits.length, (scope.to + 1) * barsEach) * 100) / hits.length;
        plot.insertBefore(svg('rect', { class: 'span', x: from + '%', width: to - from + '%', y: top + height, height: 4 }), hits[0]);
      }
      hits.forEach((hit, i) => {
        hit.classList.toggle('chosen', isTimed() && stepOf(i) >= scope.from && stepOf(i) <= scope.to);
      });
      if (alone === null) return;
      const own = svg('g', { class: 'own' });
      panel(own, numbers[0], numbers[1], alone);
      if (numbers.length > 2) panel(own, numbers[2], numbers[3], alone.filter(([severity]) => severity >= ERROR || alone.length === 0));
      plot.insertBefore(own, hits[0]);
    };
  }
`;
