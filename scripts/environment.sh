# What ./check and ./demo need of the machine. Sourced, from the repository's root.
# shellcheck shell=bash

is_root() { [ "$(id -u)" = 0 ]; }

say() { echo "== $*" >&2; }

# Every module lists in packages.txt what its tests want of Debian, one package to a line.
wanted_packages() {
  cat scripts/packages.txt ./*/packages.txt 2>/dev/null | sed 's/#.*//' | tr -s ' \t' '\n' | grep . | sort -u
}

missing_packages() {
  local package
  for package in $(wanted_packages); do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
  done
}

# Installs what is missing; fails if something remains missing.
install_packages() {
  local missing
  command -v dpkg-query >/dev/null || { say "not a Debian: install what $(echo scripts/packages.txt) names by hand"; return 1; }
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  if ! is_root; then
    say "missing, and only root can install them:" $missing
    return 1
  fi
  say "installing" $missing
  # A list that is days old names packages that are no longer there.
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null 2>&1 || {
    apt-get update -q >/dev/null 2>&1 || true
    local package
    for package in $missing; do
      DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$package" >/dev/null 2>&1 ||
        say "cannot install $package"
    done
  }
  [ -z "$(missing_packages)" ]
}

# The home of a JDK 25 or later, wherever Linux distributions and people put them; empty if there is none.
jdk_home() {
  local candidate version
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    [ -x "$candidate/bin/javac" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release" 2>/dev/null)
    [ "${version:-0}" -ge 25 ] && { echo "$candidate"; return; }
  done
}

# Sets JDK, or says how to get one and ends. Maven finds it by itself; the launchers need to know.
find_jdk() {
  JDK=$(jdk_home)
  if [ -z "$JDK" ] && is_root && command -v apt-get >/dev/null; then
    local package
    for package in openjdk-25-jdk-headless temurin-25-jdk; do
      apt-cache show "$package" >/dev/null 2>&1 || continue
      say "installing $package"
      DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$package" >/dev/null && break
    done
    JDK=$(jdk_home)
  fi
  if [ -z "$JDK" ]; then
    say "there is no JDK 25 or later here. Get one, for example:"
    say "  from your distribution (openjdk-25-jdk-headless), or Temurin from https://adoptium.net,"
    say "  unpacked below /usr/lib/jvm; any other JDK may stay the default."
    exit 1
  fi
  export JDK
}

find_maven() {
  command -v mvn >/dev/null || { say "Maven is missing: apt-get install maven"; exit 1; }
}
