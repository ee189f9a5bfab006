#!/bin/bash
# Prepares an empty data directory from the POSTGRES_* variables, then becomes the server.
set -euo pipefail

# Sets a variable from NAME_FILE when that is given, from $2 when neither is.
from_file_or_default() {
  local name=$1 file_name="${1}_FILE"
  if [[ -n "${!name:-}" && -n "${!file_name:-}" ]]; then
    echo "postgres: set $name or $file_name, not both" >&2
    exit 1
  fi
  if [[ -n "${!file_name:-}" ]]; then
    printf -v "$name" '%s' "$(<"${!file_name}")"
  elif [[ -z "${!name:-}" ]]; then
    printf -v "$name" '%s' "${2:-}"
  fi
  unset "$file_name"
}

# Creates the cluster with its superuser; the password goes through a descriptor, never through arguments.
create_cluster() {
  from_file_or_default POSTGRES_USER postgres
  from_file_or_default POSTGRES_PASSWORD
  from_file_or_default POSTGRES_DB "$POSTGRES_USER"
  local method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [[ -z $POSTGRES_PASSWORD && $method != trust ]]; then
    echo "postgres: the database has no superuser password: set POSTGRES_PASSWORD_FILE or POSTGRES_PASSWORD" >&2
    exit 1
  fi
  local password=()
  if [[ -n $POSTGRES_PASSWORD ]]; then
    exec {secret}< <(printf '%s\n' "$POSTGRES_PASSWORD")
    password=(--pwfile="/dev/fd/$secret")
  fi
  # POSTGRES_INITDB_ARGS is a list of options, so it is split at its spaces.
  # shellcheck disable=SC2086
  initdb --pgdata="$PGDATA" --username="$POSTGRES_USER" --auth-local=trust --auth-host="$method" \
    "${password[@]}" ${POSTGRES_INITDB_ARGS:-}
  printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"
}

# Creates the database and runs the init files against a server that only listens on its socket.
fill_cluster() {
  pg_ctl --pgdata="$PGDATA" --options="-c listen_addresses=''" --wait --silent start
  local sql=(psql --set=ON_ERROR_STOP=1 --no-psqlrc --username="$POSTGRES_USER")
  if [[ $POSTGRES_DB != postgres ]]; then
    "${sql[@]}" --dbname=postgres --set=name="$POSTGRES_DB" <<<'CREATE DATABASE :"name";'
  fi
  export POSTGRES_USER POSTGRES_DB
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) if [[ -x $file ]]; then "$file"; else . "$file"; fi ;;
      *.sql) "${sql[@]}" --dbname="$POSTGRES_DB" --file="$file" ;;
      *.sql.gz) gunzip --stdout "$file" | "${sql[@]}" --dbname="$POSTGRES_DB" ;;
    esac
  done
  pg_ctl --pgdata="$PGDATA" --mode=fast --wait --silent stop
}

# Whether the arguments only ask the program about itself, so that no cluster is needed.
only_asks() {
  local argument
  for argument; do
    case $argument in
      -V | --version | -\? | --help | --describe-config) return 0 ;;
    esac
  done
  return 1
}

if [[ ${1:-} == -* ]]; then set -- postgres "$@"; fi

if [[ ${1:-} == postgres ]]; then
  if [[ $(id -u) == 0 ]]; then
    mkdir -p "$PGDATA" /run/postgresql
    chown -R postgres:postgres "$PGDATA" /run/postgresql
    exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$BASH_SOURCE" "$@"
  fi
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  if [[ ! -s $PGDATA/PG_VERSION ]] && ! only_asks "$@"; then
    create_cluster
    fill_cluster
    unset POSTGRES_PASSWORD
  fi
fi
exec "$@"
