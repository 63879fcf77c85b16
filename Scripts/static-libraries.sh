#!/bin/sh
# Prints a folder that holds the static archives to link in place of shared libraries, made below the folder given.
set -eu
folder="$1/static"
mkdir -p "$folder"
archive="$(pkg-config --variable=libdir yaml-0.1)/libyaml.a"
[ -e "$archive" ] || { echo "$archive is missing; libyaml-dev holds it" >&2; exit 1; }
ln -sf "$archive" "$folder/libyaml.a"
echo "$folder"
