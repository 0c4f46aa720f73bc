#!/bin/sh
# Compiles every header of the boundary and of its binding without a warning: with every compiler of this
# machine, as C11 and C17 (boundary) and as C++17 and C++20 (both); each alone at least once.
# Usage: compile_headers.sh SDK-FOLDER
set -eu
sdk=$1
warnings="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror"
cxx_warnings="$warnings -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual"
compiled=0

compile() { # compiler language standard flags header
  # The warning flags are several words on purpose.
  # shellcheck disable=SC2086
  if ! printf '#include "%s"\n' "$5" |
    "$1" -x "$2" -std="$3" $4 -I "$sdk/abi" -I "$sdk/include" -fsyntax-only -; then
    echo "FAILED: $5 as $3 by $1"
    exit 1
  fi
  compiled=$((compiled + 1))
}

for cc in gcc clang clang-19; do
  command -v "$cc" >/dev/null || continue
  for header in "$sdk"/abi/crosswalk/abi/*.h; do
    for standard in c11 c17; do
      compile "$cc" c "$standard" "$warnings" "crosswalk/abi/$(basename "$header")"
    done
  done
done
all=$(mktemp -d)/all.hpp
trap 'rm -r "$(dirname "$all")"' EXIT
for header in "$sdk"/abi/crosswalk/abi/*.h; do
  echo "#include \"crosswalk/abi/$(basename "$header")\"" >>"$all"
  compile g++ c++ c++17 "$cxx_warnings" "crosswalk/abi/$(basename "$header")"
done
for header in "$sdk"/include/crosswalk/*.hpp; do
  echo "#include \"crosswalk/$(basename "$header")\"" >>"$all"
  compile g++ c++ c++17 "$cxx_warnings" "crosswalk/$(basename "$header")"
done
for cxx in g++ clang++ clang++-19; do
  command -v "$cxx" >/dev/null || continue
  for standard in c++17 c++20; do
    compile "$cxx" c++ "$standard" "$cxx_warnings" "$all"
  done
done
echo "$compiled compilations without a warning"
