#!/bin/sh
# Streams the write-ahead log all the time and takes a base backup every night, so that the
# database can be restored to any moment of the last KEEP_DAYS days. Uploaded files go along.
# No other service may write to this volume: what breaks into the application cannot delete it.
#
#   backup.sh         does so for ever
#   backup.sh base    takes one more base backup now, and names it
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
today=$(date -u +%Y-%m-%d)

# A disk that is full stops the log as well, so a base that may fill it is not begun.
refuse_without_room() {
    last=$(find . -path './*/base/*' -prune -type d ! -name '*.part' -printf '%T@ %p\n' |
        sort -n | tail -1 | cut -d ' ' -f 2-)
    [ -n "$last" ] || return 0
    needed=$(du -k --summarize --apparent-size "$last" | cut -f 1)
    free=$(df -k --output=avail . | tail -1)
    if [ "$free" -lt "$needed" ]; then
        echo "NO BASE BACKUP: ${last#./} takes $needed KB and $free KB are free. Make room." >&2
        exit 1
    fi
}

# Whoever owns the tables can write the audit trail anew from end to end, and then it fits again.
# It does not fit what was noted here before; deploy/restore.sh lists it.
note_head() {
    head="SELECT position || ':' || hash FROM audit_seal ORDER BY position DESC LIMIT 1"
    head=$(psql "${DATABASE:-chairside}" --no-align --tuples-only --command "$head") || head=
    if [ -n "$head" ]; then
        echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $base $head" >> audit-heads
    else
        echo "The end of the audit trail was not noted: there is none" >&2
    fi
}

take_base() {
    exec 9> one-at-a-time
    flock 9
    base="$life/base/$today"
    [ ! -d "$base" ] || base="${base}T$(date -u +%H%M%S)"
    rm -rf ./*/base/*.part # what was being made when the container was stopped
    refuse_without_room
    note_head
    pg_basebackup --pgdata "$base.part" --checkpoint fast --wal-method none --format tar --gzip
    # Lists for an outage and paper bundles tell of children long after they should: they are
    # made anew each day, and drawn charts when they are looked at. None is worth a backup.
    # 1 says that a file came or went meanwhile; the next night has it.
    tar --create --gzip --file "$base.part/files.tar.gz" --exclude '.half-*' \
        --exclude ./lists --exclude ./private/lists --exclude ./private/bundles \
        --exclude ./private/imports --exclude ./charts --exclude './beat-schedule*' \
        --directory "$FILES" . || [ $? -eq 1 ]
    mv "$base.part" "$base"
    touch last-success
    # Only now: while backups fail, the old ones stay, however old.
    find . -path './*/base/*' -prune -mtime "+$KEEP_DAYS" -exec rm -rf {} +
    find . -path './*/wal/*.gz' -mtime "+$((KEEP_DAYS + 2))" -delete
    echo "$base"
}
if [ "${1:-}" = base ]; then
    take_base
    exit
fi

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
    today=$(date -u +%Y-%m-%d)
    # By itself, so that the log goes on being received where it fails.
    [ -d "$life/base/$today" ] || /bin/sh "$0" base || echo "No base backup: trying again" >&2
    sleep 300 &
    pause=$!
    wait "$pause"
done
