#!/bin/bash
# Process 1 of a machine on the table: what firmware, kernel and init do between power and the first service.
# usage: machine-init.sh NAME ADDRESS/LENGTH GATEWAY MACHINE-DIRECTORY SERVICE…
# The machine directory holds its disk (kept across power cycles, but for /run/crm) and its hosts file. While
# there is a file /etc/crm/masked on its disk, the service is not started, as after systemctl mask.
# PRIVATE_DIRECTORIES lists what is on its disk.
set -u
name=$1 address=$2 gateway=$3 machine=$4
shift 4

mount --make-rprivate /
mount -t proc proc /proc
mount -t sysfs sysfs /sys
hostname "$name"
for directory in $PRIVATE_DIRECTORIES; do
  # The second makes a mount point on the host too; an empty directory where Debian's packages have theirs.
  mkdir -p "$machine/disk$directory" "$directory"
  mount --bind "$machine/disk$directory" "$directory"
done
mount --bind "$machine/hosts" /etc/hosts

# A fresh /run, in which only /run/crm is seen from outside. Built elsewhere first, and /dev/shm last: the machine
# directory may be in either.
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir -p /mnt/lock /mnt/crm /mnt/tgtd
rm -rf "${machine:?}/disk/run/crm" && mkdir -p "$machine/disk/run/crm"
mount --bind "$machine/disk/run/crm" /mnt/crm
mount -n --move /mnt /run
mount -t tmpfs tmpfs /dev/shm
cd /

# A boot forgets addresses, neighbours and routes that the life before left in the network namespace.
ip addr flush dev eth0
ip neigh flush dev eth0
ip link set eth0 arp on up
ip addr add "$address" dev eth0
ip route replace default via "$gateway"

echo "$(date +%T.%3N) $name boots"
# As process 1, this shell also reaps every orphan while it waits.
while :; do
  while [ -e /etc/crm/masked ]; do sleep 0.1; done
  "$@" &
  wait $!
  code=$?
  echo "$(date +%T.%3N) $name: $1 ended with $code, starting it again"
  sleep 0.5
done
