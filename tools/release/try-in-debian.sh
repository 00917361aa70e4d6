#!/bin/sh
# try-in-debian.sh RELEASE-FOLDER [ROOT]: installs the .deb of `npm run release` in a bare Debian with Chromium, made by debootstrap where ROOT is
# none yet, without a network; runs what a session would, goes from the installed package to a Verified mailbox in the browser, on a virtual
# display, updates over an older version, removes it, and compares what is there before and after.
# Needs root, debootstrap, unshare, unzip, and the packages of this repository (npm start or npm test brought them). Says what it saw, and ends with 1 at the first thing that is not so.
set -eu
release=$(realpath "$1")
base=${2:-/var/tmp/kurrier-debian}
deb=$(ls "$release"/kurrier_*_amd64.deb)
here=$(dirname "$(realpath "$0")")

if [ ! -d "$base" ]; then
  fresh=$(mktemp -d "$base.XXXXXX")
  debootstrap --variant=minbase --include=libstdc++6,libatomic1 bookworm "$fresh" http://deb.debian.org/debian
  cp /etc/resolv.conf "$fresh/etc/resolv.conf"
  # Programs with a window need /proc while they are configured, which debootstrap has not mounted by then.
  unshare --mount --pid --fork --mount-proc="$fresh/proc" chroot "$fresh" sh -c \
    'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium xvfb xauth xdotool'
  chmod 755 "$fresh"
  mv "$fresh" "$base"
fi
work=$(mktemp -d /var/tmp/kurrier-try.XXXXXX)
trap 'rm -rf "$work"' EXIT
cp -a "$base" "$work/root"
mkdir -p "$work/root/try"
cp "$deb" "$work/root/try/new.deb"
cp "$here/try-inside-debian.sh" "$work/root/try/"
unzip -q "$release"/kurrier-*-chrome.zip -d "$work/root/try/extension"
chmod -R a+rX "$work/root/try"
# Only what drives the browser is from here.
mkdir "$work/root/try/source"

# An older version: the same program under a lower number.
dpkg-deb -R "$deb" "$work/older"
sed -i 's/^Version: .*/Version: 0.0.1/' "$work/older/DEBIAN/control"
sed -i 's/"version":"[^"]*"/"version":"0.0.1"/' "$work/older/usr/lib/kurrier/program.json"
dpkg-deb --root-owner-group -Znone --build "$work/older" "$work/root/try/older.deb" >/dev/null

# A network of its own with loopback alone, and its own processes.
unshare --mount --pid --net --fork --mount-proc="$work/root/proc" \
  sh -c "ip link set lo up && mount --bind -o ro '$here/../..' '$work/root/try/source' && exec chroot '$work/root' /bin/sh /try/try-inside-debian.sh"
if command -v systemd-analyze >/dev/null; then
  dpkg-deb -x "$deb" "$work/unit"
  sed -i "s#/usr/lib/kurrier/node#$work/unit/usr/lib/kurrier/node#" "$work/unit/usr/lib/systemd/user/kurrier.service"
  mkdir -m 700 "$work/run"
  XDG_RUNTIME_DIR="$work/run" systemd-analyze --user verify "$work/unit/usr/lib/systemd/user/kurrier.service"
  echo "ok   systemd-analyze --user verify has nothing to say of the unit"
fi
echo "not run here: the unit under a user manager (none in a chroot; tests/install/user-manager.test.ts runs it in npm run soak)"
