/// Finding a part and looking at its neighbourhood; one stop of the Tab key for each picture.
enum FocusScript {
  static let source = #"""
    const rows = all('.parts tbody tr'), find = byId('find'), panel = byId('focus'), reset = byId('all');
    const names = rows.map(row => row.querySelector('th').textContent);
    const list = document.createElement('datalist');
    list.id = 'part-names';
    for (const name of names) list.append(new Option(name));
    document.body.append(list);

    // A neighbour as a button in the colour of its part, which the slider paints as well.
    function button(part) {
      const element = document.createElement('button');
      const value = document.createElement('span');
      element.type = 'button';
      element.className = 'hop';
      element.dataset.n = 'p' + part;
      value.className = 'v';
      element.append(names[part] + ' ', value);
      element.addEventListener('click', () => focusOn(part));
      return element;
    }

    function column(title, parts) {
      const box = document.createElement('div'), head = document.createElement('h4');
      head.textContent = title;
      box.append(head, ...(parts.length ? parts.map(button) : ['nothing']));
      return box;
    }

    function forgetPanel() {
      for (const elements of shown.values()) {
        for (let index = elements.length - 1; index >= 0; index--) if (panel.contains(elements[index])) elements.splice(index, 1);
      }
    }

    function focusOn(part) {
      const callers = data.edges.filter(edge => edge[1] === part).map(edge => edge[0]);
      const called = data.edges.filter(edge => edge[0] === part).map(edge => edge[1]);
      forgetPanel();
      panel.replaceChildren(column('called by', callers), column('part', [part]), column('calls', called));
      panel.hidden = reset.hidden = false;
      for (const element of panel.querySelectorAll('[data-n]')) {
        if (!shown.has(element.dataset.n)) shown.set(element.dataset.n, []);
        shown.get(element.dataset.n).push(element);
      }
      const group = data.groups.findIndex(parts => parts.includes(part));
      const near = new Set([...callers, ...called, part].flatMap(index => ['p' + index, 'g' + data.groups.findIndex(parts => parts.includes(index))]));
      const own = new Set(['p' + part, 'g' + group]);
      for (const node of all('svg.graph .node')) node.classList.toggle('dim', !near.has(node.dataset.n));
      for (const edge of all('svg.graph .e')) edge.classList.toggle('dim', !edge.dataset.e.split(' ').some(end => own.has(end)));
      rows.forEach((row, index) => { row.hidden = !near.has('p' + index); });
      const picture = byId('group-' + group);
      if (picture && picture.matches('details')) picture.open = true;
      find.value = names[part];
      show(load);
    }

    function showAll() {
      forgetPanel();
      panel.hidden = reset.hidden = true;
      panel.replaceChildren();
      find.value = '';
      for (const element of all('svg.graph .dim')) element.classList.remove('dim');
      rows.forEach(row => { row.hidden = false; });
    }

    // While a name is typed, what does not have it in its own steps back.
    function search() {
      const text = find.value.trim().toLowerCase();
      if (!text) return showAll();
      const exact = names.findIndex(name => name.toLowerCase() === text);
      if (exact >= 0) return focusOn(exact);
      const hits = new Set(names.flatMap((name, part) => name.toLowerCase().includes(text) ? ['p' + part, 'g' + data.groups.findIndex(parts => parts.includes(part))] : []));
      for (const node of all('svg.graph .node')) node.classList.toggle('dim', !hits.has(node.dataset.n));
      rows.forEach((row, part) => { row.hidden = !hits.has('p' + part); });
      reset.hidden = false;
    }

    find.addEventListener('input', search);
    find.addEventListener('keydown', event => {
      const text = find.value.trim().toLowerCase();
      const first = names.findIndex(name => text && name.toLowerCase().includes(text));
      if (event.key === 'Enter' && first >= 0) focusOn(first);
      if (event.key === 'Escape') showAll();
    });
    reset.addEventListener('click', () => { showAll(); find.focus(); });

    for (const picture of all('svg.graph')) {
      const nodes = [...picture.querySelectorAll('.node')];
      nodes.forEach((node, index) => {
        node.setAttribute('tabindex', index ? '-1' : '0');
        node.addEventListener('click', event => {
          const part = /^p(\d+)$/.exec(node.dataset.n);
          if (part) { event.preventDefault(); return focusOn(Number(part[1])); }
          byId(node.getAttribute('href').slice(1)).open = true;
        });
        node.addEventListener('keydown', event => {
          const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
          const next = step && nodes[index + step];
          if (!next) return;
          event.preventDefault();
          node.setAttribute('tabindex', '-1');
          next.setAttribute('tabindex', '0');
          next.focus();
        });
      });
    }

    for (const element of all('#graph .tools')) element.hidden = false;
    const asked = /^#part-(\d+)$/.exec(location.hash);
    if (asked && Number(asked[1]) < names.length) {
      focusOn(Number(asked[1]));
      byId('graph').scrollIntoView();
    }
    """#
}
