interface DovecotFacts {
  dir: string;
  host: string;
  ports: { imap: number; imaps: number; lmtp: number; sasl: number };
  who: { login: string; internal: string; group: string; uid: number; gid: number };
  /** Only root may change the root folder; elsewhere it must be switched off. */
  chroot: boolean;
  extra?: string;
  mailLocation?: string;
  mechanisms?: string;
  penalties?: boolean;
}

/** The text of dovecot.conf (Dovecot 2.3) for a private server with nothing outside of its folder. */
export const describeDovecot = ({
  dir,
  host,
  ports,
  who,
  chroot,
  extra = '',
  mailLocation = 'maildir:~/Maildir',
  mechanisms = 'plain login xoauth2 oauthbearer',
  penalties = false,
}: DovecotFacts): string => `
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/dovecot.log
default_internal_user = ${who.internal}
default_internal_group = ${who.group}
default_login_user = ${who.login}
first_valid_uid = 1
protocols = imap lmtp
listen = ${host}
ssl = yes
ssl_cert = <${dir}/server.crt
ssl_key = <${dir}/server.key
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_mechanisms = ${mechanisms}
auth_failure_delay = ${penalties ? '2 secs' : '0'}
auth_verbose = yes
mail_location = ${mailLocation}
mail_fsync = never
mail_max_userip_connections = 100
# Where the system has no inotify instance left (fs.inotify.max_user_instances), IDLE rests on looking.
mailbox_idle_check_interval = 1 secs
passdb {
  driver = passwd-file
  args = ${dir}/users
}
userdb {
  driver = passwd-file
  args = ${dir}/users
}
userdb {
  driver = static
  args = uid=${who.uid} gid=${who.gid} home=${dir}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Drafts {
    auto = subscribe
    special_use = \\Drafts
  }
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Trash {
    auto = subscribe
    special_use = \\Trash
  }
}
service imap-login {
  ${chroot ? '' : 'chroot ='}
  process_min_avail = 1
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service anvil {
  ${chroot ? '' : 'chroot ='}
  unix_listener anvil-auth-penalty {
    mode = ${penalties ? '0600' : '0'}
  }
}
service stats {
  ${chroot ? '' : 'chroot ='}
}
service lmtp {
  inet_listener lmtp {
    port = ${ports.lmtp}
  }
}
service auth {
  inet_listener sasl {
    port = ${ports.sasl}
  }
  unix_listener auth-userdb {
    mode = 0666
  }
}
${extra.replaceAll('$DIR', dir)}
`;
