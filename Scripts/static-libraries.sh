#!/bin/sh
# Prints a folder, made below the folder given, whose pkg-config files name static archives instead of shared libraries.
set -eu
folder="$1/static"
archive="$(pkg-config --variable=libdir yaml-0.1)/libyaml.a"
[ -e "$archive" ] || { echo "$archive is missing; libyaml-dev holds it" >&2; exit 1; }
mkdir -p "$folder"
ln -sf "$archive" "$folder/libyaml.a"
sed "s|^Libs:.*|Libs: -L$folder -lyaml|" "$(pkg-config --variable=pcfiledir yaml-0.1)/yaml-0.1.pc" >"$folder/yaml-0.1.pc"
echo "$folder"
