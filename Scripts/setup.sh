#!/bin/sh
# Installs the Debian packages that building and testing Tenfold needs, once, and those named as arguments.
# Swift itself is expected on the path (swift.org/install); everything else comes from here.
set -eu
missing=""
for package in libyaml-dev pkg-config make git "$@"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
echo "installing:$missing" >&2
sudo=""
if [ "$(id -u)" -ne 0 ]; then sudo="sudo"; fi
$sudo apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to be split
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
  --no-install-recommends $missing >/dev/null
