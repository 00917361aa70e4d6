# Runs in the bare Debian, as root; everything of the person as the user `ada`.
set -eu
ok() { echo "ok   $1"; }
no() { echo "NOT  $1"; exit 1; }
# What dpkg keeps of its own work, and this test.
list() { find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /try -o -path /var/lib/dpkg -o -path /var/log -o -path /home \) -prune -o -print | sort; }
as_ada() { su ada -s /bin/sh -c "$1"; }
call() {
  body=${2:-}
  as_ada "echo '${body:-"{}"}' | kurrier call $1"
}
running() { for process in /proc/[0-9]*; do case "$(readlink "$process/exe" || true)" in /usr/lib/kurrier/*) echo "${process#/proc/}" ;; esac; done; }
end_all() {
  for process in $(running); do kill "$process"; done
  while [ -n "$(running)" ]; do sleep 0.1; done
}
wait_for() { i=0; until as_ada "$1" >/dev/null 2>&1; do i=$((i + 1)); [ $i -lt 100 ] || no "$2"; sleep 0.2; done; ok "$2"; }

id ada >/dev/null 2>&1 || useradd --create-home ada
list >/try/before

dpkg -i /try/older.deb >/dev/null && ok "dpkg installs 0.0.1 without a network"
as_ada "kurrier --version" | grep -q "^kurrier " && ok "kurrier is on the PATH"
as_ada "kurrier install" && no "install has to say that dpkg manages it" || ok "kurrier install says that the package is managed by the system"

# The session: what an autostart entry says, read as a session reads it.
session() {
  exec_line=$(sed -n 's/^Exec=//p' /etc/xdg/autostart/kurrier.desktop | sed 's/%%/%/g')
  (as_ada "$exec_line" >/dev/null 2>&1 &)
}
session
wait_for "kurrier status" "the session's entry starts the bridge, and it answers"
as_ada "kurrier status"
# In the browser, on a virtual display: the host of the package, the browser's own prompt, the demo.
as_ada "Xvfb :77 -screen 0 1280x900x24 -nolisten tcp >/dev/null 2>&1 & echo \$! >/tmp/xvfb.pid"
count=$(as_ada "DISPLAY=:77 /usr/lib/kurrier/node /try/source/tools/release/try-browser.ts /try/extension 2>/tmp/browser.log") || count=
kill "$(cat /tmp/xvfb.pid)"
[ -n "$count" ] || { cat /tmp/browser.log; no "Chromium comes from the installed package to a Verified mailbox"; }
[ "$count" -le 5 ] && ok "Chromium comes from the installed package to a Verified mailbox in $count interactions" || no "five interactions are enough"

call demo.start >/dev/null && ok "the demo's accounts are added"
wait_for "echo '{}' | kurrier call accounts.list | grep -q verified" "a demo account is verified, without a network"
call demo.stop >/dev/null
account='{"address":"ada@mail.test","imap":{"host":"127.0.0.1","port":9,"username":"ada","secure":true,"password":"canary"}}'
call accounts.save "{\"change\":$account}" >/dev/null && ok "an account is stored"
as_ada "kurrier logs" | grep -q canary && no "a password in the log" || ok "no password in the log"

# A backup beside the running bridge; brought back, the bridge is stopped for it and runs again.
as_ada "echo 'a passphrase of ada' | kurrier backup /tmp/ada.backup" >/dev/null && ok "a backup is written beside the running bridge"
as_ada "echo 'a passphrase of ada' | kurrier restore /tmp/ada.backup" >/dev/null 2>&1 && no "accounts are not replaced unasked" || ok "accounts are not replaced unasked"
as_ada "echo 'a passphrase of ada' | kurrier restore /tmp/ada.backup --replace" | grep -q "runs again" && ok "the backup is brought back, and the bridge runs again" || no "the backup is brought back"
call accounts.list | grep -q ada@mail.test || no "the account is there after the backup was brought back"

# Native messaging, as a browser starts it.
host=$(sed -n 's/.*"path": "\(.*\)",/\1/p' /etc/chromium/native-messaging-hosts/*.json)
origin=$(sed -n 's/.*"\(chrome-extension:[^"]*\)".*/\1/p' /etc/chromium/native-messaging-hosts/*.json)
message='{"want":"pair"}'
answer=$(as_ada "printf '\\017\\000\\000\\000$message' | $host $origin" | tr -d '\000')
case "$answer" in *'"ok":true'*'"code"'*) ok "the native host hands over a pairing" ;; *) no "the native host hands over a pairing: $answer" ;; esac

# Every process ended, then an update and a new session.
end_all
dpkg -i /try/new.deb >/dev/null && ok "dpkg updates"
answer=$(as_ada "printf '\\017\\000\\000\\000$message' | $host $origin" | tr -d '\000')
case "$answer" in *'"ok":true'*) ok "the native host starts the bridge that does not run" ;; *) no "the native host starts the bridge: $answer" ;; esac
call accounts.list | grep -q ada@mail.test && ok "the account is there after the update" || no "the account is there after the update"
as_ada "kurrier status" | grep -q "Kurrier 0.0.1 " && no "the old version answers" || ok "the new version answers"
as_ada "kurrier doctor" || true

end_all
dpkg -r kurrier >/dev/null && dpkg -P kurrier >/dev/null 2>&1 || true
list >/try/after
if cmp -s /try/before /try/after; then ok "what is there before and after is equal"; else diff /try/before /try/after || true; no "what is there before and after is equal"; fi
as_ada "ls ~/.local/share/kurrier" >/dev/null && ok "the person's accounts and mail are kept"
