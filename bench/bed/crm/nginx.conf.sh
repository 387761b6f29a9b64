#!/bin/bash
# prints an nginx.conf that answers every request with the node's name
cat <<C
worker_processes 1;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log;
events { worker_connections 512; }
http {
  access_log off;
  keepalive_timeout 0;
  server {
    listen 0.0.0.0:80;
    location / { default_type text/plain; return 200 "$1\n"; }
  }
}
C
