#!/bin/sh
# An adapter exports its entry and nothing else.
# Usage: one_symbol.sh FILE.adapter.so...
set -eu
for file in "$@"; do
  symbols=$(nm -D --defined-only --format=posix "$file" | cut -d' ' -f1)
  if [ "$symbols" != crosswalk_adapter_v1 ]; then
    echo "FAILED: $file exports:"
    echo "$symbols"
    exit 1
  fi
done
echo "$# adapters export one symbol each"
