// Draws a trace in SVG: zoom by dragging, on the strip below or by typing on the page; limits move by pointer or arrow keys. Points come as Float64 over
// HTTP, the lowest and highest of every column of pixels, so that no apex is lost however many points there are.
const ns = 'http://www.w3.org/2000/svg';
const make = (name, attributes = {}, text) => {
  const node = document.createElementNS(ns, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
};

const places = step => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
const print = (value, decimals) => {
  const [whole, rest] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.length >= 5 ? whole.replace(/\B(?=(\d{3})+$)/g, '\u202F') : whole;
  return (value < 0 && Number(value.toFixed(decimals)) !== 0 ? '\u2212' : '') + grouped + (rest ? `.${rest}` : '');
};

function ticks(from, to, about) {
  const rough = (to - from) / Math.max(2, about);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(f => f * power).find(s => s >= rough) ?? 10 * power;
  const all = [];
  for (let at = Math.ceil(from / step - 1e-9) * step; at <= to + step * 1e-9; at += step) all.push(at);
  return { step, all };
}

function path(x, y, toX, toY) {
  let d = '';
  let pen = false;
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(y[i])) {
      pen = false;
      continue;
    }
    d += `${pen ? 'L' : 'M'}${toX(x[i]).toFixed(1)} ${toY(y[i]).toFixed(1)}`;
    pen = true;
  }
  return d;
}

function range(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

export function create(host, page, first) {
  let state = first;
  let whole = null;
  let shown = null;
  let asked = 0;
  let dead = false;
  const svg = make('svg', { class: 'lims-trace-plot' });
  const strip = make('svg', { class: 'lims-trace-strip', 'aria-hidden': 'true' });
  const says = Object.assign(document.createElement('p'), { className: 'lims-trace-says' });
  says.setAttribute('role', 'status');
  host.replaceChildren(svg, strip, says);

  async function points(from, to, pixels) {
    const join = state.address.includes('?') ? '&' : '?';
    const window = from === undefined ? '' : `&from=${from}&to=${to}`;
    const response = await fetch(`${state.address}${join}px=${Math.max(50, Math.round(pixels))}${window}`, { headers: { Accept: 'application/octet-stream' } });
    if (!response.ok) throw new Error(`${response.status}`);
    const bytes = await response.arrayBuffer();
    const count = bytes.byteLength / 16;
    return { x: new Float64Array(bytes, 0, count), y: new Float64Array(bytes, count * 8, count) };
  }

  const width = () => Math.max(240, host.clientWidth);
  const height = () => state.small ? 200 : width() < 600 ? 260 : 380;
  const zoomed = () => state.from !== null && state.from !== undefined;
  const view = () => {
    const [low, high] = range(whole.x);
    return zoomed() ? [state.from, state.to] : [low, high === low ? low + 1 : high];
  };

  async function load() {
    const mine = ++asked;
    try {
      whole ??= await points(undefined, undefined, width());
      const [from, to] = view();
      const found = zoomed() ? await points(from, to, width()) : whole;
      if (mine !== asked || dead) return;
      shown = found;
      says.textContent = shown.x.length ? '' : state.words.empty;
      draw();
    } catch (failure) {
      if (mine === asked && !dead) says.textContent = `${state.words.failed} ${failure.message}`;
    }
  }

  function scales() {
    const [w, h] = [width(), height()];
    const box = { left: w < 600 ? 50 : 66, right: w - 16, top: 26, bottom: h - 40 };
    const [from, to] = view();
    const inside = Array.from(shown.y).filter(Number.isFinite).concat(state.baseline?.y ?? []);
    let [low, high] = range(inside);
    const air = (high - low || Math.abs(high) || 1) * .08;
    const room = state.marks.length ? 3 : 1;
    [low, high] = [low - air * room, high + air * room];
    const toX = value => box.left + (value - from) / (to - from) * (box.right - box.left);
    const toY = value => box.bottom - (value - low) / (high - low) * (box.bottom - box.top);
    const fromX = pixel => from + (pixel - box.left) / (box.right - box.left) * (to - from);
    return { w, h, box, from, to, low, high, toX, toY, fromX };
  }

  function draw() {
    if (!shown) return;
    const s = scales();
    svg.replaceChildren();
    svg.setAttribute('viewBox', `0 0 ${s.w} ${s.h}`);
    svg.setAttribute('width', s.w);
    svg.setAttribute('height', s.h);
    svg.append(make('rect', { class: 'ground', x: s.box.left, y: s.box.top, width: s.box.right - s.box.left, height: s.box.bottom - s.box.top }));
    const ys = ticks(s.low, s.high, s.h / 70);
    for (const at of ys.all) {
      svg.append(make('line', { class: 'grid', x1: s.box.left, x2: s.box.right, y1: s.toY(at), y2: s.toY(at) }));
      svg.append(make('text', { class: 'tick', x: s.box.left - 8, y: s.toY(at) + 4, 'text-anchor': 'end' }, print(at, places(ys.step))));
    }
    const xs = ticks(s.from, s.to, s.w / 110);
    svg.append(make('line', { class: 'axis', x1: s.box.left, x2: s.box.right, y1: s.box.bottom, y2: s.box.bottom }));
    for (const at of xs.all) {
      svg.append(make('line', { class: 'axis', x1: s.toX(at), x2: s.toX(at), y1: s.box.bottom, y2: s.box.bottom + 4 }));
      svg.append(make('text', { class: 'tick', x: s.toX(at), y: s.box.bottom + 18, 'text-anchor': 'middle' }, print(at, places(xs.step))));
    }
    svg.append(make('text', { class: 'tick', x: s.box.left - 8, y: 14, 'text-anchor': 'end' }, state.yHead));
    svg.append(make('text', { class: 'tick', x: s.box.right, y: s.h - 6, 'text-anchor': 'end' }, state.xHead));

    const clip = make('svg', { x: s.box.left, y: 0, width: s.box.right - s.box.left, height: s.box.bottom, overflow: 'hidden', viewBox: `${s.box.left} 0 ${s.box.right - s.box.left} ${s.box.bottom}` });
    svg.append(clip);
    if (state.baseline?.x.length) {
      clip.append(make('path', { class: 'fill', d: between(s) }));
      clip.append(make('path', { class: 'baseline', d: path(state.baseline.x, state.baseline.y, s.toX, s.toY) }));
    }
    clip.append(make('path', { class: 'line', d: path(shown.x, shown.y, s.toX, s.toY) }));
    marks(s);
    selection(s);
    if (state.lower !== null && state.lower !== undefined) {
      limit(s, 'lower');
      limit(s, 'upper');
    }
    overview(s);
  }

  // What lies between the trace and its baseline: of a program with several segments, the first pass from limit to limit.
  function between(s) {
    const [bx, by] = [state.baseline.x, state.baseline.y];
    const inside = [];
    for (let i = 0; i < shown.x.length; i++) {
      const within = shown.x[i] >= bx[0] && shown.x[i] <= bx[bx.length - 1];
      if (within && Number.isFinite(shown.y[i])) inside.push(i);
      else if (inside.length && shown.x[i] > bx[bx.length - 1]) break;
    }
    const back = inside.reverse().map(i => `L${s.toX(shown.x[i]).toFixed(1)} ${s.toY(shown.y[i]).toFixed(1)}`).join('');
    return path(bx, by, s.toX, s.toY) + back + 'Z';
  }

  function marks(s) {
    const middle = (s.toY(s.low) + s.toY(s.high)) / 2;
    let last = -Infinity;
    for (const mark of [...state.marks].sort((a, b) => a.at - b.at)) {
      if (mark.at < s.from || mark.at > s.to) continue;
      let nearest = -1;
      for (let i = 0; i < shown.x.length; i++) {
        if (nearest < 0 || Math.abs(shown.x[i] - mark.at) < Math.abs(shown.x[nearest] - mark.at)) nearest = i;
      }
      if (nearest < 0) continue;
      const [x, y] = [s.toX(mark.at), s.toY(shown.y[nearest])];
      svg.append(make('circle', { class: 'mark', cx: x, cy: y, r: 3.5 }));
      const write = (at, top, anchor) => {
        svg.append(make('text', { class: 'name', x: at, y: top, 'text-anchor': anchor }, mark.label));
        if (mark.detail) svg.append(make('text', { class: 'tick', x: at, y: top + 15, 'text-anchor': anchor }, mark.detail));
      };
      if (mark.side) {
        write(x + (mark.side === 'left' ? -10 : 10), y + 8, mark.side === 'left' ? 'end' : 'start');
        continue;
      }
      if (x - last < 80) continue;
      last = x;
      if (y > middle) write(x, y + 18, 'middle');
      else write(x, y - (mark.detail ? 24 : 9), 'middle');
    }
  }

  function dragging(node, moved, ended) {
    node.addEventListener('pointerdown', event => {
      if (event.button !== 0) return;
      event.preventDefault();
      node.setPointerCapture(event.pointerId);
      const start = place(event);
      const move = next => moved(start, place(next));
      const end = last => {
        node.removeEventListener('pointermove', move);
        node.removeEventListener('pointerup', end);
        node.removeEventListener('pointercancel', end);
        ended(start, place(last));
      };
      node.addEventListener('pointermove', move);
      node.addEventListener('pointerup', end);
      node.addEventListener('pointercancel', end);
    });
  }

  const place = event => event.clientX - svg.getBoundingClientRect().left;

  function show(from, to) {
    state = { ...state, from, to };
    load();
    page.invokeMethodAsync('Zoomed', from, to).catch(() => {});
  }

  function selection(s) {
    const band = make('rect', { class: 'select', y: s.box.top, height: s.box.bottom - s.box.top, width: 0, x: 0, visibility: 'hidden' });
    const hit = make('rect', { class: 'hit', x: s.box.left, y: s.box.top, width: s.box.right - s.box.left, height: s.box.bottom - s.box.top });
    svg.append(band, hit);
    const ends = (a, b) => [Math.max(s.box.left, Math.min(a, b)), Math.min(s.box.right, Math.max(a, b))];
    dragging(hit, (a, b) => {
      const [x1, x2] = ends(a, b);
      band.setAttribute('x', x1);
      band.setAttribute('width', Math.max(0, x2 - x1));
      band.setAttribute('visibility', 'visible');
    }, (a, b) => {
      band.setAttribute('visibility', 'hidden');
      const [x1, x2] = ends(a, b);
      if (x2 - x1 > 8) show(round(s.fromX(x1), s), round(s.fromX(x2), s));
    });
    hit.addEventListener('dblclick', () => show(null, null));
  }

  // As fine as a pixel, and no finer: a window reads 52.3 and not 52.29871.
  const round = (value, s) => {
    const step = 10 ** Math.floor(Math.log10((s.to - s.from) / (s.box.right - s.box.left)));
    return Number((Math.round(value / step) * step).toFixed(places(step)));
  };

  function limit(s, which) {
    const at = state[which];
    const group = make('g', { class: 'limit', tabindex: state.movable ? 0 : -1, transform: `translate(${s.toX(at)} 0)` });
    if (at < s.from || at > s.to) return;
    group.append(make('line', { x1: 0, x2: 0, y1: s.box.top, y2: s.box.bottom }));
    if (state.movable) {
      group.setAttribute('role', 'slider');
      group.setAttribute('aria-label', state.words[which]);
      group.setAttribute('aria-valuenow', at);
      group.setAttribute('aria-valuemin', s.from);
      group.setAttribute('aria-valuemax', s.to);
      group.append(make('rect', { class: 'grip', x: -6, y: s.box.bottom - 12, width: 12, height: 22, rx: 3 }));
      group.append(make('rect', { class: 'reach', x: -14, y: s.box.top, width: 28, height: s.box.bottom - s.box.top + 12 }));
    }
    group.append(make('text', { class: 'name', x: 0, y: s.box.top - 6, 'text-anchor': 'middle' }, print(at, 1)));
    svg.append(group);
    if (!state.movable) return;
    const allowed = value => which === 'lower' ? Math.min(value, state.upper - .5) : Math.max(value, state.lower + .5);
    const put = value => {
      group.setAttribute('transform', `translate(${s.toX(value)} 0)`);
      group.lastElementChild.textContent = print(value, 1);
      group.setAttribute('aria-valuenow', value);
    };
    const wanted = pixel => Math.round(allowed(Math.max(s.from, Math.min(s.to, s.fromX(pixel)))) * 10) / 10;
    const tell = value => {
      state = { ...state, [which]: value };
      page.invokeMethodAsync('Moved', state.lower, state.upper).catch(() => {});
    };
    dragging(group, (_, b) => put(wanted(b)), (_, b) => tell(wanted(b)));
    let timer = 0;
    group.addEventListener('keydown', event => {
      const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (!way) return;
      event.preventDefault();
      const value = Math.round(allowed(state[which] + way * (event.shiftKey ? 1 : .1)) * 10) / 10;
      state = { ...state, [which]: value };
      put(value);
      clearTimeout(timer);
      timer = setTimeout(() => page.invokeMethodAsync('Moved', state.lower, state.upper).catch(() => {}), 300);
    });
  }

  function overview(s) {
    strip.hidden = state.small;
    if (state.small) return;
    const h = 46;
    strip.replaceChildren();
    strip.setAttribute('viewBox', `0 0 ${s.w} ${h}`);
    strip.setAttribute('width', s.w);
    strip.setAttribute('height', h);
    const [x0, x1] = range(whole.x);
    const [y0, y1] = range(Array.from(whole.y).filter(Number.isFinite));
    const toX = value => s.box.left + (value - x0) / (x1 - x0 || 1) * (s.box.right - s.box.left);
    const fromX = pixel => x0 + (pixel - s.box.left) / (s.box.right - s.box.left) * (x1 - x0);
    strip.append(make('text', { class: 'tick', x: s.box.left - 8, y: h / 2 + 4, 'text-anchor': 'end' }, state.words.whole));
    const window = make('rect', { class: 'window', x: toX(s.from), y: 1, width: Math.max(4, toX(s.to) - toX(s.from)), height: h - 2 });
    strip.append(window);
    strip.append(make('path', { class: 'line', d: path(whole.x, whole.y, toX, value => h - 6 - (value - y0) / (y1 - y0 || 1) * (h - 12)) }));
    const hit = make('rect', { class: 'hit', x: s.box.left, y: 0, width: s.box.right - s.box.left, height: h });
    strip.append(hit);
    const span = s.to - s.from;
    const begin = (a, b) => Math.max(x0, Math.min(x1 - span, s.from + fromX(b) - fromX(a)));
    dragging(hit, (a, b) => window.setAttribute('x', toX(begin(a, b))), (a, b) => {
      if (zoomed() && Math.abs(b - a) > 3) show(round(begin(a, b), s), round(begin(a, b) + span, s));
    });
    hit.addEventListener('dblclick', () => show(null, null));
  }

  let last = 0;
  const watch = new ResizeObserver(() => {
    const now = width();
    if (now === last) return;
    last = now;
    whole = null;
    load();
  });
  watch.observe(host);

  return {
    update(next) {
      const other = next.address !== state.address;
      const moved = other || next.from !== state.from || next.to !== state.to;
      const focused = svg.contains(document.activeElement) ? document.activeElement.getAttribute('aria-label') : null;
      state = next;
      if (other) whole = null;
      if (moved) load();
      else draw();
      if (focused) svg.querySelector(`[aria-label="${focused}"]`)?.focus();
    },
    dispose() {
      dead = true;
      watch.disconnect();
    },
  };
}
