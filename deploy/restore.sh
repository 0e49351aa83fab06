#!/bin/sh
# Rebuilds the database from what backup.sh kept, as it was at a moment or at the last word.
#
#   restore.sh                                       lists the base backups
#   restore.sh LIFE/base/DATE                        up to the last word received
#   restore.sh LIFE/base/DATE '2026-11-20 14:30Z'    up to that moment; then it waits for a look
#   restore.sh heads                                 lists the ends of the audit trail that were noted
#   restore.sh files LIFE/base/DATE                  writes the uploads, as tar, to standard output
#
# The database must be stopped. Its folder is set aside, not deleted.
set -eu
cd "${BACKUPS:-/backups}"

if [ $# -eq 0 ]; then
    echo "Base backups, and when each was finished:"
    find . -path './*/base/*' -prune -type d ! -name '*.part' -printf '  %P  %TY-%Tm-%Td %TH:%TM %TZ\n' |
        sort
    exit
fi
if [ "$1" = heads ]; then
    exec cat audit-heads
fi
if [ "$1" = files ]; then
    exec gunzip --stdout "$2/files.tar.gz"
fi

base=$1
wal=$(dirname "$(dirname "$base")")/wal
until=${2:+$(date -u -d "$2" '+%Y-%m-%d %H:%M:%S.%6N+00')}
log=$(dirname "$PGDATA")/restored-log
[ -f "$base/base.tar.gz" ] || { echo "There is no base backup $base" >&2; exit 1; }
if [ -f "$PGDATA/postmaster.pid" ]; then
    echo "The database still runs on $PGDATA: stop it first" >&2
    exit 1
fi
if [ -e "$PGDATA" ]; then
    aside="$PGDATA.before-$(date -u +%Y%m%dT%H%M%SZ)"
    mv "$PGDATA" "$aside"
    echo "The database as it was is in $aside"
fi

echo "Unpacking $base"
mkdir -p -m 700 "$PGDATA"
tar --extract --gzip --file "$base/base.tar.gz" --directory "$PGDATA"
rm -rf "$log"
mkdir -m 700 "$log"
first=$(sed -n 's/^START WAL LOCATION:.*(file \([0-9A-F]*\)).*/\1/p' "$PGDATA/backup_label")
for packed in "$wal"/*.gz "$wal"/*.gz.partial; do
    name=$(basename "$packed" .partial)
    name=${name%.gz}
    case $packed in
        *"*"*) ;; # no such file
        *.history.gz) gunzip --stdout "$packed" > "$log/$name" ;;
        *.partial)
            # Was being written: the missing end becomes zeros, as PostgreSQL begins its own files.
            gunzip --stdout "$packed" > "$log/$name" 2> /dev/null || true
            truncate --size 16M "$log/$name"
            ;;
        *) expr "$name" '<' "$first" > /dev/null || gunzip --stdout "$packed" > "$log/$name" ;;
    esac
done

echo "restore_command = 'cp $log/%f %p'" >> "$PGDATA/postgresql.auto.conf"
[ -z "$until" ] || echo "recovery_target_time = '$until'" >> "$PGDATA/postgresql.auto.conf"
touch "$PGDATA/recovery.signal"
echo "Start the database: it goes on ${until:+to $until, and then waits for pg_wal_replay_resume()}"
