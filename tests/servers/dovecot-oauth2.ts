import { mkdtempSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Lines of dovecot.conf (2.3) that let it check tokens at an OpenID provider, beside its passwords. */
export const dovecotTokens = ({ introspectionUrl, issuer }: { introspectionUrl: string; issuer: string }, caPem: string): string => {
  const dir = mkdtempSync(path.join(tmpdir(), 'kurrier-dovecot-oauth2-'));
  chmodSync(dir, 0o755);
  const ca = path.join(dir, 'ca.pem');
  const file = path.join(dir, 'oauth2.conf.ext');
  writeFileSync(ca, caPem);
  writeFileSync(
    file,
    [
      'introspection_mode = post',
      `introspection_url = ${introspectionUrl}`,
      'username_attribute = email',
      'active_attribute = active',
      'active_value = true',
      'scope = mail',
      `openid_configuration_url = ${issuer}/.well-known/openid-configuration`,
      `tls_ca_cert_file = ${ca}`,
      '',
    ].join('\n'),
  );
  return `passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${file}\n}\n`;
};
