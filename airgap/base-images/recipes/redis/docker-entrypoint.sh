#!/bin/sh
# Prepends redis-server to options or a configuration file, and drops root.
set -e

case ${1:-} in
  -* | *.conf) set -- redis-server "$@" ;;
esac

if [ "$1" = redis-server ]; then
  if [ "$(id -u)" = 0 ]; then
    find . ! -user redis -exec chown redis:redis {} +
    exec setpriv --reuid=redis --regid=redis --init-groups -- "$0" "$@"
  fi
  # The public image is built with protected mode off: in a container the network decides who may connect.
  protected=no
  for argument; do
    case $argument in
      --protected-mode) protected=given ;;
      *.conf) if grep -qs '^[[:space:]]*protected-mode' "$argument"; then protected=given; fi ;;
    esac
  done
  if [ "$protected" = no ]; then set -- "$@" --protected-mode no; fi
fi
exec "$@"
