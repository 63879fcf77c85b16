#!/bin/sh
# Installs what was built below a prefix: the binary, manual pages, completions.
# usage: install.sh BINARY [PREFIX]   DESTDIR goes before the prefix, for packages
set -eu
binary="$1"
prefix="${DESTDIR:-}${2:-/usr/local}"
install -d "$prefix/bin" "$prefix/share/man/man1" "$prefix/share/bash-completion/completions" \
  "$prefix/share/zsh/site-functions" "$prefix/share/fish/vendor_completions.d"
install -m 755 "$binary" "$prefix/bin/tenfold"
"$binary" completions bash >"$prefix/share/bash-completion/completions/tenfold"
"$binary" completions zsh >"$prefix/share/zsh/site-functions/_tenfold"
"$binary" completions fish >"$prefix/share/fish/vendor_completions.d/tenfold.fish"
"$binary" manual >"$prefix/share/man/man1/tenfold.1"
# The commands, as the tool's own page lists them.
sed -n 's/^\.BR tenfold\\-\([a-z]*\) (1)$/\1/p' "$prefix/share/man/man1/tenfold.1" | while read -r command; do
  "$binary" manual "$command" >"$prefix/share/man/man1/tenfold-$command.1"
done
