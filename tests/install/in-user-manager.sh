#!/bin/sh
# Runs an installation under a user manager of systemd, in a container as on a computer: sh in-user-manager.sh HOME INSTALLER, as root, inside of
# `unshare --mount --pid --fork --mount-proc`. systemd wants a unified cgroup hierarchy that is its own, and /run/systemd/system.
set -eu
HOME=$1
installer=$2
export HOME XDG_RUNTIME_DIR=/run/user/manager
unset DBUS_SESSION_BUS_ADDRESS
mount --make-rprivate /
umount -R -l /sys/fs/cgroup 2>/dev/null || true
mount -t cgroup2 none /sys/fs/cgroup
group=/sys/fs/cgroup/kurrier-test-$(cat /proc/sys/kernel/random/uuid)
mkdir "$group"
echo $$ >"$group/cgroup.procs"
leave_group() {
  echo $$ >/sys/fs/cgroup/cgroup.procs
  find "$group" -depth -type d -exec rmdir {} +
}
trap leave_group EXIT
mount -t tmpfs none /run
mkdir -p /run/systemd/system "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"

manager=
begin_session() {
  /usr/lib/systemd/systemd --user --log-target=console >>"$HOME/manager.log" 2>&1 &
  manager=$!
  wait_until 'the user manager answers' systemctl --user show-environment
}
end_session() {
  # The signal by which logind ends one.
  kill -TERM "$manager"
  wait "$manager" || true
}
wait_until() {
  what=$1
  shift
  tries=0
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 150 ] || { echo "not in 30 s: $what"; exit 1; }
    sleep 0.2
  done
  echo "ok: $what"
}
is_running() { "$HOME/.local/bin/kurrier" status | grep -q 'Running: yes'; }
has_other_process() { [ "$(systemctl --user show --property MainPID --value kurrier.service)" != "$before" ] && is_running; }

begin_session
/bin/sh "$installer" >/dev/null
[ "$(systemctl --user is-enabled kurrier.service)" = enabled ]
wait_until 'the unit runs after the installation' is_running
before=$(systemctl --user show --property MainPID --value kurrier.service)
kill -KILL "$before"
wait_until 'it is started again after it was killed' has_other_process
end_session
! is_running && echo 'ok: it ends with the session'
begin_session
wait_until 'it is there in the next session' is_running
"$HOME/.local/bin/kurrier" uninstall --mail >/dev/null
! systemctl --user is-active --quiet kurrier.service && echo 'ok: nothing runs after it was removed'
[ ! -e "$HOME/.config/systemd/user/kurrier.service" ] && echo 'ok: no unit is left'
end_session
