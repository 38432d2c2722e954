# Lays out a MariaDB server in the current folder and becomes it.
# Argument: its port. Environment: PASSWORD.
set -e
port=$1

umask 077
mkdir tmp
# The settings of the machine are not ours; the log's size has to be said both times.
set -- --no-defaults --datadir="$PWD/data" --tmpdir="$PWD/tmp" --innodb-log-file-size=16M
# Its own root user lets in nobody from the network.
mariadb-install-db "$@" --skip-test-db

for host in localhost 127.0.0.1; do
    echo "create user erc@'$host' identified by '$PASSWORD';"
    echo "grant all on *.* to erc@'$host' with grant option;"
done >users.sql

# Nothing has to survive a crash.
exec mariadbd "$@" \
    --init-file="$PWD/users.sql" \
    --socket="$PWD/socket" \
    --port="$port" \
    --bind-address=127.0.0.1 \
    --skip-name-resolve \
    --character-set-server=utf8mb4 \
    --default-time-zone=+00:00 \
    --max-connections=300 \
    --max-allowed-packet=1G \
    --skip-log-bin \
    --innodb-flush-method=nosync \
    --innodb-flush-log-at-trx-commit=0 \
    --skip-innodb-doublewrite \
    --innodb-stats-persistent=0
