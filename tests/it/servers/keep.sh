# Keeps a server running for as long as a test process uses it, then removes it with its folder.
#
# Arguments: the users' lock, the server's folder, seconds to linger, the signal that stops the server, then
# its command line. Every test process holds the lock shared; the kernel takes it back however the process
# ends. So the exclusive lock is to be had when the last user is gone, and while it is held no new one comes.
# Should this script be killed, the kernel stops the server (its parent-death signal); the next start removes
# the folder.

lock=$1 folder=$2 linger=$3 stop=$4
shift 4

exec 9<"$lock"
"$@" 9<&- &
server=$!
trap 'kill -s "$stop" $(jobs -p); wait "$server"; rm -rf -- "$folder"' EXIT
trap exit HUP INT TERM

while true; do
    flock --exclusive 9 &
    wait -n # Either the server ended by itself, or nobody uses it.
    kill -0 "$server" || break
    flock --unlock 9
    sleep "$linger" # The next test process may be about to start.
    flock --exclusive --nonblock 9 && break
done
