#!/bin/bash
# The storage box's only service: Debian's tgtd with one LUN.
# usage: storage.sh ADDRESS TARGET LUN-FILE
set -u
tgtd --foreground --iscsi portal="$1:3260" &
daemon=$!
for _ in $(seq 200); do
  tgtadm --lld iscsi --mode sys --op show >/dev/null 2>&1 && break
  sleep 0.02
done
tgtadm --lld iscsi --mode target --op new --tid 1 --targetname "$2" &&
  tgtadm --lld iscsi --mode logicalunit --op new --tid 1 --lun 1 --backing-store "$3" &&
  tgtadm --lld iscsi --mode target --op bind --tid 1 --initiator-address ALL &&
  echo "target $2 is ready" || kill "$daemon"
wait "$daemon"
