import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a configuration that pulls INBOX without bodies (placeholders for everything over a kilobyte), so that what is compared is the
 * sync.
 */
export const writeMbsyncConfig = (wish: { dir: string; port: number; caPem: string; user: string; password: string }): string => {
  const { dir, port, caPem, user, password } = wish;
  const maildir = path.join(dir, 'mail');
  mkdirSync(maildir, { recursive: true });
  writeFileSync(path.join(dir, 'ca.pem'), caPem);
  const file = path.join(dir, 'mbsyncrc');
  writeFileSync(
    file,
    `IMAPAccount bench
Host localhost
Port ${port}
User ${user}
Pass ${password}
SSLType IMAPS
CertificateFile ${path.join(dir, 'ca.pem')}

IMAPStore far
Account bench

MaildirStore near
Path ${maildir}/
Inbox ${maildir}/INBOX
MaxSize 1k

Channel bench
Far :far:
Near :near:
Sync Pull New Delete Flags
Expunge Near
Create Near
SyncState *
`,
    { mode: 0o600 },
  );
  return file;
};
