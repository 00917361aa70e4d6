import type { Dovecot } from './start-dovecot.ts';

/** The text of main.cf (Postfix 3.7) for a private server with nothing outside of its folder. */
export const describePostfix = ({ dir, host, dovecot, extra }: { dir: string; host: string; dovecot: Dovecot; extra: string }): string => `
compatibility_level = 3.6
config_directory = ${dir}/etc
queue_directory = ${dir}/queue
data_directory = ${dir}/data
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${dir}/postfix.log
maillog_file_prefixes = ${dir}
inet_interfaces = ${host}
inet_protocols = ipv4
myhostname = mail.test
mydestination =
mynetworks =
alias_maps =
alias_database =
virtual_mailbox_domains = mail.test
virtual_transport = lmtp:inet:${dovecot.host}:${dovecot.ports.lmtp}
default_transport = discard
relay_transport = discard
smtpd_tls_cert_file = ${dir}/etc/server.crt
smtpd_tls_key_file = ${dir}/etc/server.key
smtpd_tls_auth_only = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:${dovecot.host}:${dovecot.ports.sasl}
smtpd_sasl_auth_enable = yes
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
message_size_limit = 68157440
smtputf8_enable = yes
biff = no
${extra}
`;

/** The text of master.cf: three listeners and the services that they need. */
export const describeMaster = ({
  host,
  ports,
  smtpdOptions,
}: {
  host: string;
  ports: { submission: number; submissions: number; smtp: number };
  smtpdOptions: string;
}): string => `
${host}:${ports.submission} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt ${smtpdOptions}
${host}:${ports.submissions} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes ${smtpdOptions}
${host}:${ports.smtp} inet n - n - - smtpd -o smtpd_tls_security_level=may ${smtpdOptions}
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
lmtp unix - - n - - lmtp
smtp unix - - n - - smtp
discard unix - - n - - discard
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
