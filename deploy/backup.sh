#!/bin/sh
# Streams the write-ahead log all the time and takes a base backup every night, so that the
# database can be restored to any minute of the last KEEP_DAYS days. Uploaded files go
# along. No other service mounts this volume: what breaks into the application cannot delete it.
set -eu
PGPASSWORD=$(cat /run/secrets/backup_password)
export PGPASSWORD PGHOST=database PGUSER=backup
KEEP_DAYS=${KEEP_DAYS:-35}
cd /var/lib/postgresql
mkdir -p wal base

# The slot makes the server keep what has not been received, over any outage of this container.
until pg_receivewal --directory wal --slot backup --create-slot --if-not-exists; do
    sleep 2
done
pg_receivewal --directory wal --slot backup --compress gzip:5 --synchronous &
receiver=$!
trap 'kill "$receiver"; exit 0' TERM INT

while kill -0 "$receiver"; do
    today=$(date -u +%Y-%m-%d)
    if [ ! -f "base/$today/backup_manifest" ]; then
        rm -rf "base/$today.part"
        pg_basebackup --pgdata "base/$today.part" --checkpoint fast --wal-method none \
            --format tar --gzip
        tar --create --gzip --file "base/$today.part/files.tar.gz" --directory /files .
        mv "base/$today.part" "base/$today"
        touch last-success
    fi
    find base -mindepth 1 -maxdepth 1 -mtime "+$KEEP_DAYS" -exec rm -rf {} +
    find wal -name '*.gz' -mtime "+$((KEEP_DAYS + 2))" -delete
    sleep 300 & wait $!
done
exit 1
