/// The growth slider: takes a load, finds the solved points around it, and says what they say.
enum GrowthScript {
  static let source = #"""
    const data = JSON.parse(document.getElementById('growth-data').textContent);
    const byId = id => document.getElementById(id);
    const all = selector => [...document.querySelectorAll(selector)];
    const points = data.points, last = points.length - 1;
    const slider = byId('load'), reach = points[last].users / data.now;

    // Everything that shows a part or a group, by its key.
    const shown = new Map();
    for (const element of all('[data-n]')) {
      const key = element.dataset.n;
      if (!shown.has(key)) shown.set(key, []);
      shown.get(key).push(element);
    }

    // The solved points around a load: the same one twice where the load is one of them.
    function around(users) {
      const next = points.findIndex(point => point.users >= users * 0.999999);
      if (next <= 0) return next < 0 ? [last, last] : [0, 0];
      return points[next].users <= users * 1.000001 ? [next, next] : [next - 1, next];
    }

    const percent = thousandths => thousandths > 0 && thousandths < 10 ? '< 1 %' : Math.min(99, Math.round(thousandths / 10)) + ' %';

    // How busy a part is: its colour, and in words. Utilization is proportional to the load where nothing scales by itself.
    function busyness(part, users, [a, b]) {
      const [low, high] = [data.busy[part][a], data.busy[part][b]];
      const isOver = data.limits.some(limit => limit.part === part && limit.users <= users);
      if (isOver || low >= 1000) return { band: 5, text: 'broken', busy: 1000 };
      if (low < 0) return { band: 0, text: '–', busy: -1 };
      const way = a === b ? 0 : (users - points[a].users) / (points[b].users - points[a].users);
      const busy = Math.min(999, low + (high - low) * way), share = busy / 1000;
      const band = share >= Math.max(data.planned, data.nearly) ? 4 : share > data.planned ? 3 : share > data.planned / 2 ? 2 : 1;
      const to = high >= 1000 ? 'broken' : percent(high);
      return { band, busy, text: percent(low) === to ? to : percent(low) + ' to ' + to };
    }

    function paint(key, state) {
      for (const element of shown.get(key) || []) {
        for (let band = 0; band < 6; band++) element.classList.toggle('u' + band, band === state.band);
        element.querySelector('.v').textContent = state.text;
        const title = element.querySelector('title');
        if (title) element.setAttribute('aria-label', title.textContent + ', ' + state.text);
      }
    }

    const between = (a, b, name, word = ' to ') => points[a][name] === points[b][name] ? points[a][name] : points[a][name] + word + points[b][name];
    const cells = all('#takes td'), broken = all('#broken li'), steps = all('#steps li'), beyond = byId('beyond');
    let load = data.now;

    // A served page asks its server for a load; true where nothing else is to be shown for it.
    let askServer = () => false;

    function paintParts(states) {
      states.forEach((state, part) => paint('p' + part, state));
      data.groups.forEach((parts, group) => {
        const worst = parts.map(part => states[part]).reduce((x, y) => y.band > x.band || (y.band === x.band && y.busy > x.busy) ? y : x);
        paint('g' + group, worst);
      });
    }

    function tellLoad(text, at) {
      byId('load-text').textContent = text;
      slider.setAttribute('aria-valuetext', text + '; ' + byId('broken-count').textContent);
      for (const element of all('.at')) element.textContent = at;
    }

    function show(users) {
      load = users;
      for (const step of steps) {
        const isNeeded = Number(step.dataset.from) <= users;
        step.className = isNeeded ? 'needed' : 'later';
        step.querySelector('.need').textContent = isNeeded ? 'needed' : 'not yet';
      }
      if (beyond) beyond.hidden = Number(beyond.dataset.from) >= users;
      const next = data.limits.find(limit => limit.users > users);
      byId('back').disabled = users <= points[0].users;
      byId('on').disabled = users >= points[last].users;
      byId('break').disabled = !next;
      if (!askServer(users)) showPoints(users, next);
    }

    // What the solved points around a load say.
    function showPoints(users, next) {
      const [a, b] = around(users);
      paintParts(data.busy.map((_, part) => busyness(part, users, [a, b])));
      let count = 0;
      broken.forEach((item, index) => { item.hidden = data.limits[index].users > users; count += item.hidden ? 0 : 1; });
      byId('broken-count').textContent = (count === 0 ? 'Nothing is.' : count + (count === 1 ? ' limit.' : ' limits.'))
        + (next ? ' Next: ' + next.name + ' ' + next.at + '.' : '');
      cells.forEach((cell, index) => {
        const [low, high] = [points[a].values[index], points[b].values[index]];
        const isOver = data.limits.some(limit => limit.journey === index && limit.users <= users);
        cell.textContent = isOver ? 'broken' : low === high ? low : low + ' to ' + high;
        cell.classList.toggle('over', isOver);
      });
      const text = (a === b ? '' : 'between ') + between(a, b, 'load', ' and ') + ' (' + between(a, b, 'times') + ' today), ' + between(a, b, 'rate');
      tellLoad(text, a === b && a === 0 ? 'today' : (a === b ? 'at ' : 'between ') + between(a, b, 'load', ' and '));
    }

    const position = users => Math.round(slider.max * Math.log(users / data.now) / Math.log(reach));

    // Where the slider stands on a solved point, or nearest to one, that one is shown.
    function loadAt(value) {
      const here = points.filter(point => position(point.users) === value);
      return here.length ? here[0].users : data.now * Math.pow(reach, value / slider.max);
    }

    function go(users, keepsAddress) {
      users = Math.min(points[last].users, Math.max(points[0].users, users));
      slider.value = position(users);
      show(users);
      if (!keepsAddress) try { history.replaceState(null, '', '#load=' + Number(users.toPrecision(6))); } catch { /* an address is a convenience */ }
    }

    // #load=20000 (users) or #load=3x (times today).
    function readAddress() {
      const found = /^#load=([0-9.eE+]+)(x?)$/.exec(location.hash);
      const number = found ? Number(found[1]) : NaN;
      if (number > 0) go(found[2] ? number * data.now : number, true);
      return number > 0;
    }

    slider.addEventListener('input', () => {
      const users = loadAt(Number(slider.value));
      show(users);
      try { history.replaceState(null, '', '#load=' + Number(users.toPrecision(6))); } catch { /* as above */ }
    });
    byId('back').addEventListener('click', () => go([...points].reverse().find(point => point.users < load * 0.999999).users));
    byId('on').addEventListener('click', () => go(points.find(point => point.users > load * 1.000001).users));
    byId('break').addEventListener('click', () => go(data.limits.find(limit => limit.users > load).users));
    addEventListener('hashchange', readAddress);

    byId('dial').hidden = byId('load-note').hidden = false;
    byId('points').open = false;
    if (!readAddress()) go(data.now, true);
    """#
}
