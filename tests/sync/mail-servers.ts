import type { MailServer } from './mail-server.ts';
import { startCourierMail } from './start-courier-mail.ts';
import { startCyrusMail } from './start-cyrus-mail.ts';
import { capabilitySets, startMail } from './start-mail.ts';
import { startMailutilsMail } from './start-mailutils-mail.ts';

/** The servers that a sync has to get along with, from the richest to the poorest: by how they tell what changed. */
export const mailServers = {
  'Dovecot with QRESYNC': () => startMail({ capabilities: capabilitySets.qresync }),
  'Dovecot with CONDSTORE': () => startMail({ capabilities: capabilitySets.condstore }),
  'Dovecot with neither': () => startMail({ capabilities: capabilitySets.poor }),
  Courier: startCourierMail,
  Cyrus: startCyrusMail,
  'GNU mailutils': startMailutilsMail,
} satisfies Record<string, () => Promise<MailServer>>;
