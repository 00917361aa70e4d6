import { chownSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Puts a message into a Maildir, as a delivery agent does: no IMAP server knows of it until somebody looks. */
export const dropMessage = (maildir: string, fileName: string, message: string): void => {
  const { uid, gid } = statSync(maildir);
  const file = path.join(maildir, 'new', fileName);
  writeFileSync(file, message);
  chownSync(file, uid, gid);
};
