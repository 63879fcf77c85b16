/// Trying changes on a served page: its server solves the load at hand at once, and works out the whole page after it.
///
/// Changes stand in the address, so that a page with changes can be kept and sent.
enum WhatIfScript {
  static let source = #"""
    const form = byId('what-if'), said = byId('what-said');
    const [part, key, value, users] = ['part', 'key', 'value', 'users'].map(name => byId('what-' + name));
    const made = new URLSearchParams(location.search).get('changes') || '';
    let changes = made.split('\n').filter(text => text), wanted = null, isAsking = false, following = null;

    const address = () => location.pathname + (changes.length ? '?' + new URLSearchParams({ changes: changes.join('\n') }) : '');
    const isMade = () => changes.join('\n') === made;

    // Asks for the load at hand; while an answer is on its way only the last load that is wanted is kept.
    async function ask(users) {
      wanted = users;
      if (isAsking) return;
      isAsking = true;
      try {
        while (wanted !== null) {
          const asked = wanted, began = performance.now(), tried = changes;
          wanted = null;
          const answer = await fetch('what-if?' + new URLSearchParams({ users: asked, changes: tried.join('\n') }), { cache: 'no-store' });
          if (!answer.ok) throw new Error((await answer.text()).trim());
          const solved = await answer.json();
          if (asked !== load || tried !== changes) continue;
          showAnswer(solved);
          tell('Solved in ' + Math.max(1, Math.round(performance.now() - began)) + ' ms.'
            + (isMade() ? '' : ' Breaking loads and the plan follow.'), solved);
        }
      } finally { isAsking = false; }
    }

    function showAnswer(answer) {
      paintParts(answer.parts.slice(0, data.busy.length));
      const items = answer.broken.map(limit => { const item = document.createElement('li'), name = document.createElement('b'); name.textContent = limit.name; item.append(name); return item; });
      byId('broken').replaceChildren(...items);
      byId('broken-count').textContent = items.length === 0 ? 'Nothing is.' : items.length + (items.length === 1 ? ' limit.' : ' limits.');
      cells.forEach((cell, index) => {
        const isOver = answer.broken.some(limit => limit.journey === index);
        cell.textContent = isOver ? 'broken' : answer.values[index];
        cell.classList.toggle('over', isOver);
      });
      tellLoad(answer.load + ' (' + answer.times + ' today), ' + answer.rate, answer.load === points[0].load ? 'today' : 'at ' + answer.load);
    }

    // What is said below the form: how it went, parts that the changes add, and the command line.
    function tell(text, solved) {
      const added = solved ? solved.parts.slice(data.busy.length).map(one => one.name + ' ' + one.text) : [];
      said.textContent = text + (added.length ? ' New: ' + added.join(', ') + '.' : '');
      byId('what-shown').hidden = !solved;
      if (solved) byId('what-command').textContent = solved.command;
    }

    // The whole page of the changes, when it is there; a change that is being typed is not taken away.
    async function follow() {
      if (following) following.abort();
      if (isMade()) return;
      const { signal } = following = new AbortController();
      for (;;) {
        try {
          const answer = await fetch(address(), { method: 'HEAD', signal, cache: 'no-store' });
          if (answer.ok) break;
          if (answer.status !== 503) return tell('Breaking loads and the plan could not be worked out.');
        } catch { return; }
        await new Promise(done => setTimeout(done, 1000));
      }
      while (value.value && !signal.aborted) await new Promise(done => setTimeout(done, 200));
      if (signal.aborted) return;
      sessionStorage.setItem('tenfold-focus', document.activeElement.id);
      location.reload();
    }

    async function change(next) {
      const before = changes;
      changes = next;
      history.replaceState(null, '', address() + '#load=' + Number(load.toPrecision(6)));
      listChanges();
      try {
        if (isMade()) { said.textContent = ''; byId('what-shown').hidden = true; }
        await ask(load);
        if (changes === next) follow();
        return true;
      } catch (error) {
        if (changes !== next) return false;
        changes = before;
        history.replaceState(null, '', address() + location.hash);
        listChanges();
        tell(error.message);
        return false;
      }
    }

    function listChanges() {
      byId('what-list').replaceChildren(...changes.map((text, index) => {
        const item = document.createElement('li'), code = document.createElement('code'), button = document.createElement('button');
        code.textContent = text;
        button.type = 'button';
        button.textContent = 'Undo';
        button.setAttribute('aria-label', 'Undo ' + text);
        button.addEventListener('click', () => change(changes.filter((_, other) => other !== index)));
        item.append(code, ' ', button);
        return item;
      }));
      byId('what-undo').disabled = byId('what-reset').disabled = !changes.length;
    }

    form.addEventListener('submit', async event => {
      event.preventDefault();
      if (await change([...changes, part.value.trim() + '.' + key.value + '=' + value.value.trim()])) value.value = '';
    });
    byId('what-undo').addEventListener('click', () => change(changes.slice(0, -1)));
    byId('what-reset').addEventListener('click', () => change([]));
    users.addEventListener('change', () => {
      const count = Number(users.value.replace(/[ ,_]/g, ''));
      if (count > 0) go(count);
    });

    // A load between two solved ones, and every load of a system that this page was not made for, is asked for.
    askServer = users => {
      const [a, b] = around(users);
      if (isMade()) byId('broken').replaceChildren(...broken);
      if (isMade() && a === b) { wanted = null; return false; }
      ask(users).catch(error => tell(error.message));
      return !isMade();
    };

    form.hidden = false;
    listChanges();
    const focus = sessionStorage.getItem('tenfold-focus');
    sessionStorage.removeItem('tenfold-focus');
    if (focus && byId(focus)) byId(focus).focus({ preventScroll: true });
    show(load);
    """#
}
