#!/bin/sh
# Makes a package for Debian of what was built, and prints its path.
# usage: deb.sh BINARY FOLDER
set -eu
binary="$1"
folder="$2"
here="$(cd "$(dirname "$0")/.." && pwd)"
version="$("$binary" --version | cut -d ' ' -f 2)"
architecture="$(dpkg --print-architecture)"
root="$folder/tenfold_${version}_$architecture"
rm -rf "$root"
DESTDIR="$root" "$here/Packaging/install.sh" "$binary" /usr
mkdir -p "$root/usr/share/zsh/vendor-completions" "$root/usr/share/doc/tenfold" "$root/DEBIAN"
mv "$root/usr/share/zsh/site-functions/_tenfold" "$root/usr/share/zsh/vendor-completions/_tenfold"
rmdir "$root/usr/share/zsh/site-functions"
strip --strip-unneeded "$root/usr/bin/tenfold"
gzip -9n "$root"/usr/share/man/man1/*.1
gzip -9nc "$here/CHANGELOG.md" >"$root/usr/share/doc/tenfold/changelog.gz"
cp "$here/README.md" "$root/usr/share/doc/tenfold/README.md"
{
  echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
  echo "Files: *"
  echo "Copyright: the Tenfold authors"
  echo "License: Apache-2.0"
  echo " On Debian systems the text is in /usr/share/common-licenses/Apache-2.0."
} >"$root/usr/share/doc/tenfold/copyright"
cat >"$root/DEBIAN/control" <<CONTROL
Package: tenfold
Version: $version
Architecture: $architecture
Maintainer: the Tenfold authors <tenfold@localhost>
Installed-Size: $(du -sk "$root/usr" | cut -f 1)
Depends: libc6 (>= 2.36), libstdc++6 (>= 12), libgcc-s1
Section: utils
Priority: optional
Description: what breaks first as traffic grows, and what to do first
 Reads the files of a microservice system (Compose, Kubernetes, pipelines), says
 how mature it is at four scales, computes what breaks first as it grows by
 queueing networks and a simulator, and ranks what to do first with numbers.
CONTROL
chmod -R u=rwX,go=rX "$root"
dpkg-deb --root-owner-group --build "$root" >/dev/null
rm -rf "$root"
echo "$root.deb"
