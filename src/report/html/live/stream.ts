/** Hears the server: draws the strip, and has the report renewed. */
export const STREAM = `
  const MOST_HELD_MS = 30000;
  const PACE_MS = 1000;
  const strip = document.getElementById('live');
  const part = (name) => strip.querySelector(name);
  const setText = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  const number = (n) => n.toLocaleString('en');
  let report = runReport();
  let shown = strip.dataset.version;
  let wanted = null;
  let fetchedAt = 0;
  let heldSince = 0;
  let typedAt = 0;
  let timer = 0;
  let isFetching = false;
  let isLast = false;
  let heard = 'never';

  document.addEventListener('input', () => { typedAt = Date.now(); });
  const isBusy = () => {
    const { activeElement } = document;
    const selection = getSelection();
    return (
      Date.now() - typedAt < PACE_MS ||
      activeElement?.tagName === 'SELECT' ||
      (selection !== null && !selection.isCollapsed && !strip.contains(selection.anchorNode)) ||
      document.querySelector('#tip:not([hidden])') !== null
    );
  };

  const named = (element) => [element.closest('section, aside')?.id, element.closest('[data-groups], [data-filter]') !== null, element.tagName, element.name, element.type === 'checkbox' ? element.value : '', /^(BUTTON|SUMMARY|A)$/.test(element.tagName) ? element.textContent : ''].join('/');
  const focusables = () => [...document.querySelectorAll('a, button, input, select, summary, [tabindex]')];
  const focused = () => {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    const alike = focusables().filter((other) => named(other) === named(element));
    const at = [element.selectionStart ?? null, element.selectionEnd ?? null];
    return { name: named(element), index: alike.indexOf(element), at };
  };
  const focusAgain = (was) => {
    if (was === null) return;
    const element = focusables().filter((other) => named(other) === was.name)[was.index];
    element?.focus({ preventScroll: true });
    if (was.at[0] !== null) element?.setSelectionRange(was.at[0], was.at[1]);
  };

  const renew = (text, version) => {
    const next = new DOMParser().parseFromString(text, 'text/html');
    if (next.getElementById('live') === null) return;
    const kept = report.kept();
    const was = focused();
    const [left, top] = [window.scrollX, window.scrollY];
    const body = document.adoptNode(next.body);
    body.querySelector('#live').replaceWith(strip);
    document.body.replaceWith(body);
    document.title = next.title;
    report = runReport();
    report.keep(kept);
    shown = version;
    focusAgain(was);
    window.scrollTo({ left, top, behavior: 'instant' });
    setText(part('.held'), report.missing());
  };

  const ask = async () => {
    timer = 0;
    if (wanted === shown || isFetching) return;
    const now = Date.now();
    if (isBusy() && !isLast) {
      if (heldSince === 0) heldSince = now;
      if (now - heldSince < MOST_HELD_MS) {
        setText(part('.held'), 'The report waits while you look at it');
        later(500);
        return;
      }
    }
    const isDue = heldSince > 0;
    heldSince = 0;
    isFetching = true;
    fetchedAt = now;
    let isGone = false;
    try {
      const answer = await fetch(location.href, { cache: 'no-store' });
      if (answer.status === 401) setText(part('.held'), 'This page is not allowed any more: open its first address again');
      const text = await answer.text();
      if (answer.ok && (isDue || isLast || !isBusy())) renew(text, answer.headers.get('x-version'));
    } catch {
      // The stream says that there is no connection.
      isGone = true;
    } finally {
      isFetching = false;
    }
    if (wanted !== shown && !(isLast && isGone)) later(isLast ? 0 : fetchedAt + PACE_MS - Date.now());
  };
  const later = (ms) => {
    if (timer === 0) timer = setTimeout(ask, Math.max(0, ms));
  };

  const drawSeconds = (seconds) => {
    const chart = part('.seconds');
    const most = Math.max(1, ...seconds.map(([events]) => events));
    const height = chart.viewBox.baseVal.height;
    const bars = seconds.flatMap(([events, errors], i) => {
      const x = chart.viewBox.baseVal.width - seconds.length + i;
      return [['s-ok', events - errors, errors], ['s-error', errors, 0]].filter(([, n]) => n > 0).map(([kind, n, below]) => {
        const bar = document.createElementNS(chart.namespaceURI, 'rect');
        const size = Math.max(1.5, (n / most) * height);
        const y = height - (below / most) * height - size;
        for (const [key, value] of Object.entries({ class: kind, x: x + 0.1, width: 0.8, y: Math.max(0, y), height: size })) bar.setAttribute(key, value);
        return bar;
      });
    });
    chart.replaceChildren(...bars);
  };
  const drawLatest = (latest) => {
    const list = part('ol');
    const key = JSON.stringify(latest);
    if (list.dataset.key === key) return;
    list.dataset.key = key;
    const rows = latest.map(({ time, code, name, severity, text }) => {
      const row = document.createElement('li');
      row.className = 'e-' + severity;
      const parts = [['span', time ?? 'no time'], ['b', code + ' ' + name], ['code', text]].map(([kind, content]) => {
        const element = document.createElement(kind);
        element.textContent = content;
        return element;
      });
      row.append(...parts);
      return row;
    });
    list.replaceChildren(...rows);
  };

  const state = (kind, text) => {
    strip.classList.toggle('on', kind === 'on');
    strip.classList.toggle('off', kind === 'off');
    setText(part('.state'), text);
  };
  const draw = (news) => {
    heard = news.clock;
    state('on', 'Live');
    const [events, errors] = news.seconds.at(-1) ?? [0, 0];
    const newest = news.newest === null ? 'no event yet' : 'newest ' + news.newest;
    setText(part('.rate'), number(events) + ' events/s, ' + number(errors) + ' errors/s; ' + number(news.events) + ' events, ' + newest);
    setText(part('.failures'), news.failures.join('; '));
    drawSeconds(news.seconds);
    drawLatest(news.latest);
    wanted = news.version;
    isLast = news.isLast;
    if (isLast) {
      clearTimeout(timer);
      ask();
    } else if (wanted !== shown) later(fetchedAt + PACE_MS - Date.now());
  };

  const listen = () => {
    const stream = new EventSource('live/stream');
    stream.addEventListener('news', (event) => draw(JSON.parse(event.data)));
    const again = (text, ms) => {
      stream.close();
      clearTimeout(timer);
      timer = 0;
      state('off', text + '; last heard ' + heard);
      setTimeout(listen, ms);
    };
    // It may be started again.
    stream.addEventListener('end', () => again('The run has ended', 5000));
    // Not left to the browser, which gives up after a refusal.
    stream.addEventListener('error', () => again('Disconnected', 2000));
  };
  listen();
`;
