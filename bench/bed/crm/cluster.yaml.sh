#!/bin/bash
# prints the cluster file; variants: default | no-table (the switch's PoE table is not used)
case ${VARIANT:-default} in no-table) POE="poe: no" ;; *) POE="poe: yes" ;; esac
cat <<C
cluster: bed
# The bed crashes the same nodes for minutes on end; that is no reason to keep them off.
options: {fencing-quarantine-after: 0}
nodes: [$(echo $BED_NODES | sed 's/ /, /g')]
fencing:
  switch:
    agent: stonith:snmp-switch
    ip: $BED_SWITCH_IP
    community: $BED_COMMUNITY
    $POE
    ports: {$(for n in $BED_NODES; do echo -n "$n: $(node_port "$n"), "; done | sed 's/, $//')}
resources:
  web-group:
    group:
      - vip: {agent: crm:floating-ip, ip: $BED_VIP, cidr_netmask: 24, monitor: {interval: 10s, timeout: 20s}}
      - web: {agent: crm:web-server, server: nginx, configfile: /run/nginx.conf, url: "http://127.0.0.1/", monitor: {interval: 10s, timeout: 20s}}
defaults:
  resources: {resource-stickiness: 100}
C
