# Lays out a PostgreSQL server in the current folder and becomes it.
# Arguments: the folder of its programs, its port. Environment: PASSWORD.
set -e
programs=$1 port=$2

umask 077
echo "$PASSWORD" >password
"$programs/initdb" --pgdata=data --username=erc --pwfile=password \
    --auth-local=trust --auth-host=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync

# Nothing has to survive a crash; shared memory in the folder is removed with it.
exec "$programs/postgres" -D data \
    -c port="$port" \
    -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories="$PWD" \
    -c max_connections=300 \
    -c timezone=UTC \
    -c fsync=off \
    -c synchronous_commit=off \
    -c full_page_writes=off \
    -c wal_level=minimal \
    -c max_wal_senders=0 \
    -c max_wal_size=256MB \
    -c dynamic_shared_memory_type=mmap
