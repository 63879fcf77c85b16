/// Simulating on demand: starts, follows and cancels the one simulation of the page's server.
enum SimulationScript {
  static let source = #"""
    const run = byId('run'), stop = byId('run-stop'), bar = byId('run-bar'), told = byId('run-said'), rows = byId('run-rows');
    const mark = { 'X-Tenfold': 'page' };
    let isFollowing = false;

    function showRun(state) {
      const isRunning = state.state === 'running';
      run.disabled = isRunning;
      stop.hidden = bar.hidden = !isRunning;
      if (isRunning) bar.value = state.percent;
      const what = state.state === 'none' ? '' : ' ' + state.load + (state.changes ? ' with ' + state.changes : '');
      told.textContent = { none: '', running: 'Simulating' + what + '.', done: 'Simulated' + what + ': ' + state.text,
        cancelled: 'Cancelled.', failed: state.text }[state.state];
      byId('run-result').hidden = state.state !== 'done';
      if (state.state !== 'done') return;
      rows.replaceChildren(...state.result.rows.map(cells => {
        const row = document.createElement('tr');
        cells.forEach((text, index) => {
          const cell = document.createElement(index ? 'td' : 'th');
          if (!index) cell.scope = 'row';
          cell.textContent = text;
          row.append(cell);
        });
        return row;
      }));
      byId('run-command').textContent = state.command;
    }

    async function followRun() {
      if (isFollowing) return;
      isFollowing = true;
      try {
        for (;;) {
          const answer = await fetch('simulation', { cache: 'no-store' });
          if (!answer.ok) break;
          const state = await answer.json();
          showRun(state);
          if (state.state !== 'running') break;
          await new Promise(done => setTimeout(done, 250));
        }
      } catch { told.textContent = 'The server has ended.'; } finally { isFollowing = false; }
    }

    run.addEventListener('click', async () => {
      run.disabled = true;
      const answer = await fetch('simulation?' + new URLSearchParams({ users: load, changes: changes.join('\n') }), { method: 'POST', headers: mark });
      if (!answer.ok) { told.textContent = (await answer.text()).trim(); run.disabled = false; }
      if (answer.ok || answer.status === 409) followRun();
    });
    stop.addEventListener('click', async () => { await fetch('simulation', { method: 'DELETE', headers: mark }); followRun(); });
    followRun();
    """#
}
