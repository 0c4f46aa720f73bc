#!/usr/bin/env bash
# Installs what was built into a scratch prefix, and does there what docs/adapters/write.md tells a vendor to
# do: its sh blocks are run as they stand, with nothing of this tree but the installation.
# Usage: installed_sdk.sh BUILD_FOLDER WRITE_MD
set -euo pipefail
build=$1
page=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cmake --install "$build" --prefix "$scratch/prefix" >"$scratch/install.log" || { cat "$scratch/install.log"; exit 1; }
for file in bin/crosswalk bin/crosswalk-sandbox include/crosswalk/abi/base.h include/crosswalk/adapter.hpp \
            include/crosswalk/testing/scripted_host.hpp share/crosswalk/template/CMakeLists.txt; do
  [[ -e $scratch/prefix/$file ]] || { echo "not installed: $file"; exit 1; }
done

{
  echo 'set -euxo pipefail'
  sed -n '/^```sh$/,/^```$/{/^```/!p}' "$page"
} >"$scratch/page.sh"
mkdir "$scratch/vendor"
cd "$scratch/vendor"
export PATH=$scratch/prefix/bin:$PATH
unset CMAKE_PREFIX_PATH CrosswalkSDK_DIR CROSSWALK_CONFIG
bash "$scratch/page.sh"

# Refusals leave everything as it was.
if crosswalk adapter new Sample-SIS; then exit 1; fi
if crosswalk adapter new sample_sis --into "$scratch/vendor"; then exit 1; fi
