# What the scripts of this system under test share. Sourced; needs the bed's own lib.sh.
. "$BED_DIR/lib.sh"
CRM_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
CRM_LIB=${CRM_LIB:-$CRM_HOME/crm-demo/target/lib}
if [ -z "${CRM_JAVA:-}" ]; then
  for candidate in "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/*25* /usr/lib/jvm/*26*; do
    [ -x "$candidate/bin/java" ] && "$candidate/bin/java" -version 2>&1 | grep -qE 'version "(2[5-9]|[3-9][0-9])' \
      && CRM_JAVA=$candidate/bin/java && break
  done
fi
[ -n "${CRM_JAVA:-}" ] || die "no JDK 25 or later is installed"
# What a daemon is run with: a small heap and the quick compiler, as a small machine needs it.
CRM_FLAGS="-Xmx48m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED"

on_any() { # on_any CMD... : on the first node that lives and answers
  local n
  for n in $BED_NODES; do node_alive "$n" && in_node "$n" "$@" && return 0; done
  return 1
}
crm_on() { local n=$1; shift; in_node "$n" env CRM_SOCKET=/run/crm/crm.sock "${CRM:-$CRM_HOME/crm}" "$@"; }
