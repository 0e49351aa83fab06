#!/bin/sh
# Streams the write-ahead log all the time and takes a base backup every night, so that the
# database can be restored to any moment of the last KEEP_DAYS days. Uploaded files go along.
# No other service may write to this volume: what breaks into the application cannot delete it.
#
# Each life of the database has a folder of its own, IDENTITY-TIMELINE: a restored database begins
# another timeline, and its log must not be mixed with the one it left.
set -eu
PGPASSWORD=$(cat "${SECRETS:-/run/secrets}/backup_password")
export PGPASSWORD PGHOST="${PGHOST:-database}" PGUSER=backup
KEEP_DAYS=${KEEP_DAYS:-35}
FILES=${FILES:-/files}
cd "${BACKUPS:-/var/lib/postgresql}"

ask() {
    psql "replication=true" --no-align --tuples-only --command "$1"
}
until life=$(ask IDENTIFY_SYSTEM); do
    sleep 2
done
life=$(echo "$life" | cut -d '|' -f 1,2 | tr '|' -)
mkdir -p "$life/wal" "$life/base"

# The slot makes the server keep what has not been received, over any outage of this container.
# Reserved at once, which pg_receivewal would leave to its first connection: by then the checkpoint
# of the first base backup may have removed what it asks for.
case $(ask "READ_REPLICATION_SLOT backup") in
    physical*) ;;
    *) ask "CREATE_REPLICATION_SLOT backup PHYSICAL RESERVE_WAL" > /dev/null ;;
esac
receive() {
    receiver=
    trap 'kill $receiver 2>/dev/null || true; wait; exit' TERM INT
    while true; do # it tries again by itself when the server is away, but it may be killed
        pg_receivewal --directory "$life/wal" --slot backup --compress gzip:5 --synchronous &
        receiver=$!
        wait "$receiver" || echo "The log is not being received: trying again" >&2
        sleep 1
    done
}
receive &
receiving=$!
pause=
trap 'kill "$receiving" $pause 2>/dev/null || true; wait' EXIT
trap 'exit 0' TERM INT

while true; do
    base="$life/base/$(date -u +%Y-%m-%d)"
    if [ ! -d "$base" ]; then
        rm -rf "$base.part"
        pg_basebackup --pgdata "$base.part" --checkpoint fast --wal-method none --format tar --gzip
        # Lists for an outage and paper bundles tell of children long after they should: they are
        # made anew each day, and drawn charts when they are looked at. None is worth a backup.
        # 1 says that a file came or went meanwhile; the next night has it.
        tar --create --gzip --file "$base.part/files.tar.gz" --exclude '.half-*' \
            --exclude ./lists --exclude ./private/lists --exclude ./private/bundles \
            --exclude ./private/imports --exclude ./charts --directory "$FILES" . || [ $? -eq 1 ]
        mv "$base.part" "$base"
        touch last-success
        # Only now: while backups fail, the old ones stay, however old.
        find . -path './*/base/*' -prune -mtime "+$KEEP_DAYS" -exec rm -rf {} +
        find . -path './*/wal/*.gz' -mtime "+$((KEEP_DAYS + 2))" -delete
    fi
    sleep 300 &
    pause=$!
    wait "$pause"
done
