/// A served page that asks its server whether there is a newer one, and shows that one.
enum LiveScript {
  /// - Parameter version: Number of the page.
  static func source(version: Int) -> String {
    #"""
    'use strict';
    (() => {
      const note = document.getElementById('live');
      async function look() {
        let text = '';
        try {
          const answer = await fetch('version', { cache: 'no-store' });
          const [version, ...problem] = (await answer.text()).split('\n');
          if (version !== '\#(version)') return location.reload();
          text = problem.join(' ').trim();
          if (text) text = 'What was changed could not be read: ' + text + '. This is the page from before.';
        } catch {
          text = 'The server has ended; this page stays as it is.';
        }
        if (note.textContent !== text) note.textContent = text;
        setTimeout(look, 1000);
      }
      look();
    })();
    """#
  }
}
