/** Filter, links into closed parts, and the reading under a chart. Without it the page is complete, only less handy. */
export const script = `
'use strict';
(() => {
  const runs = [...document.querySelectorAll('.run')];
  const rows = [...document.querySelectorAll('.matrix tbody tr')];
  const form = document.querySelector('.filters');
  const search = form.querySelector('input[type=search]');
  const area = form.querySelector('select');
  const boxes = [...form.querySelectorAll('input[type=checkbox]')];
  const texts = new Map(runs.map((run) => [run, [run.querySelector('summary'), ...run.querySelectorAll('.inside > p, .finding, .checks')].map((part) => part.textContent).join(' ').toLowerCase()]));
  const filter = () => {
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = search.value.toLowerCase().split(' ').filter(Boolean);
    const shown = new Set();
    for (const run of runs) {
      const fits = wanted.has(run.dataset.verdict) && (!area || area.value === '' || run.dataset.area === area.value) && words.every((word) => texts.get(run).includes(word));
      run.hidden = !fits;
      if (fits) shown.add(run.id);
    }
    for (const row of rows) row.hidden = ![...row.querySelectorAll('a')].some((link) => shown.has(link.hash.slice(1)));
    form.querySelector('output').textContent = shown.size === runs.length ? '' : shown.size + ' of ' + runs.length + ' runs shown';
  };
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let part = target; part; part = part.parentElement) {
      part.hidden = false;
      if (part.tagName === 'DETAILS') part.open = true;
    }
    target.querySelector('details')?.setAttribute('open', '');
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.hash === location.hash) setTimeout(reveal);
  });
  reveal();
  const two = (value) => String(value).padStart(2, '0');
  const last = (list, at) => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle][0] <= at) low = middle + 1;
      else high = middle;
    }
    return list[low - 1];
  };
  const power = (watts) => (watts === null ? 'no limit' : (watts / 1000).toFixed(2) + ' kW');
  for (const chart of document.querySelectorAll('.chart')) {
    const svg = chart.querySelector('svg');
    const cursor = chart.querySelector('.cursor');
    const out = chart.querySelector('.reading');
    const left = Number(svg.dataset.left);
    const right = Number(svg.dataset.right);
    let data;
    let now = 0;
    const clock = (at) => {
      const offset = (last(data.offsets, at) ?? data.offsets[0])[1];
      const time = new Date(data.from + (at + offset) * 1000);
      return two(time.getUTCHours()) + ':' + two(time.getUTCMinutes()) + ':' + two(time.getUTCSeconds());
    };
    const read = (at) => {
      data ??= JSON.parse(chart.querySelector('script').textContent);
      now = Math.max(0, Math.min(data.length, at));
      const allowed = last(data.allowed, now);
      const sample = last(data.metered, now);
      const band = last(data.bands, now);
      cursor.style.visibility = 'visible';
      cursor.setAttribute('transform', 'translate(' + (left + (now / Math.max(1, data.length)) * (right - left)) + ' 0)');
      out.textContent = clock(now) + '  allowed ' + (allowed ? power(allowed[1]) : 'unknown') + '  metered ' + (sample ? power(sample[1]) + ' at ' + clock(sample[0]) + ' (#' + sample[2] + ')' : 'nothing yet') + (band ? '  ' + band[1] : '');
    };
    svg.addEventListener('pointermove', (event) => {
      const box = svg.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
      data ??= JSON.parse(chart.querySelector('script').textContent);
      read(Math.round(((x - left) / (right - left)) * data.length));
    });
    let scale = 1;
    chart.querySelector('.zoom').addEventListener('click', (event) => {
      const factor = Number(event.target.closest('button')?.dataset.zoom);
      if (!factor) return;
      scale = Math.max(1, Math.min(16, scale * factor));
      svg.style.width = scale * 100 + '%';
      const x = left + (now / Math.max(1, data?.length ?? 1)) * (right - left);
      svg.parentElement.scrollLeft = (x / svg.viewBox.baseVal.width) * svg.getBoundingClientRect().width - svg.parentElement.clientWidth / 2;
    });
    svg.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      read(now + step * (event.shiftKey ? 3600 : 300));
    });
  }
})();
`;
