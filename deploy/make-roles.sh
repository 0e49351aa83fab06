#!/bin/sh
# Runs once, when the database container makes its cluster. Four roles: the owner (postgres, used
# by nobody daily), the application (no superuser), the backup (reads everything, writes nothing), and
# one that reads the views for reporting tools and cannot sign in (docs/reporting-views.md).
set -eu
secrets=${SECRETS:-/run/secrets}
app_password=$(cat "$secrets/app_password")
backup_password=$(cat "$secrets/backup_password")
psql --username postgres --set ON_ERROR_STOP=1 --set app="$app_password" --set backup="$backup_password" <<'SQL'
CREATE ROLE chairside LOGIN PASSWORD :'app';
CREATE ROLE backup LOGIN REPLICATION PASSWORD :'backup';
CREATE ROLE chairside_reporting NOLOGIN;
GRANT pg_read_all_data TO backup;
CREATE DATABASE chairside OWNER chairside;
SQL
echo "host replication backup all scram-sha-256" >> "$PGDATA/pg_hba.conf"
