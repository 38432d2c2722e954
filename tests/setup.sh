#!/usr/bin/env bash
# Installs from Debian or Ubuntu what the tests need and this machine lacks. Starts no service.
#
# The tests start PostgreSQL and MariaDB themselves, privately; only the programs have to be there.
# ERC_SLOW=1 adds what the slow suite needs.
set -euo pipefail

policy=/usr/sbin/policy-rc.d

main() {
    local packages=()
    has cc || packages+=(build-essential)
    has setpriv && has flock || packages+=(util-linux)
    exists /usr/lib/postgresql/*/bin/postgres || packages+=(postgresql)
    has mariadbd && has mariadb-install-db && has my_print_defaults || packages+=(mariadb)
    has dot || packages+=(graphviz)
    has npm || packages+=(npm)
    has chromium || has chromium-browser || has google-chrome || packages+=(chromium)
    if [ "${ERC_SLOW:-}" = 1 ]; then
        has plantuml || packages+=(plantuml)
    fi
    if [ ${#packages[@]} -gt 0 ]; then
        install "${packages[@]}"
    fi
}

install() {
    has apt-get || fail "this machine has no apt; please install: $*"
    echo "tests/setup.sh: installing $*" >&2
    forbid_starting_services
    # One source that cannot be reached need not be the one that is wanted.
    apt update || echo "tests/setup.sh: apt-get update failed; trying with the lists at hand" >&2
    local packages=()
    for package in "$@"; do
        if [ "$package" = mariadb ]; then
            mapfile -t -O ${#packages[@]} packages < <(mariadb_packages)
        else
            packages+=("$package")
        fi
    done
    apt install --yes --no-install-recommends "${packages[@]}" ||
        fail "apt-get could not install: ${packages[*]}"
}

# The server without its service, where the distribution cuts it so; known once the lists are there.
mariadb_packages() {
    if apt-cache show mariadb-server-core >/dev/null 2>&1; then
        printf '%s\n' mariadb-server-core mariadb-client-core
    else
        echo mariadb-server
    fi
}

# Debian starts a service as soon as it is installed, unless this file says no (101).
# A policy that is already there is the machine's own and stays.
forbid_starting_services() {
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
        trap 'as_root rm -f "$policy"' EXIT
    fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" </dev/null >&2
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif has sudo; then
        sudo "$@"
    else
        fail "not root and no sudo; please run tests/setup.sh as root once"
    fi
}

has() {
    PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null
}

exists() {
    [ -e "$1" ]
}

fail() {
    echo "tests/setup.sh: $*" >&2
    exit 2
}

main
