/// The page that asks for the token of a server which other machines reach.
///
/// A token behind `#token=` in the address is taken as well; browsers do not send that part, and it is gone at once.
package enum TokenPage {
  /// The page.
  package static let text = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="\(PageScript.policy(isLive: true))">
    <title>Tenfold: token</title>
    <style>
    \(PageStyle.sheet(isLive: true))
    </style>
    </head>
    <body>
    <main>
    <h1>This server asks for its token</h1>
    <form id="enter" class="what-if">
    <p class="tools"><label>Token <input id="token" type="password" autocomplete="off" required autofocus></label> \
    <button>Open</button></p>
    <p id="said" role="status"></p>
    </form>
    <noscript><p>Without scripts: <code>curl -H "Authorization: Bearer TOKEN"</code>.</p></noscript>
    </main>
    <script>
    \(script)
    </script>
    </body>
    </html>
    """

  private static let script = #"""
    'use strict';
    (() => {
      async function enter(token) {
        const answer = await fetch('/session', { method: 'POST', headers: { Authorization: 'Bearer ' + token } });
        if (answer.ok) return location.replace('/');
        document.getElementById('said').textContent = 'That is not its token.';
      }
      document.getElementById('enter').addEventListener('submit', event => {
        event.preventDefault();
        enter(document.getElementById('token').value);
      });
      const given = /^#token=(.+)$/.exec(location.hash);
      if (given) {
        history.replaceState(null, '', '/');
        enter(decodeURIComponent(given[1]));
      }
    })();
    """#
}
