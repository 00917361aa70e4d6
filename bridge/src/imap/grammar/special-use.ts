import type { SpecialUse } from '@kurrier/shared/mail/mail';
import { mailboxNames } from './special-use-names.ts';

const attributes: Record<string, SpecialUse> = {
  '\\all': 'all',
  '\\archive': 'archive',
  '\\drafts': 'drafts',
  '\\flagged': 'flagged',
  '\\important': 'important',
  '\\junk': 'junk',
  '\\sent': 'sent',
  '\\trash': 'trash',
};

const byName = new Map(
  Object.entries(mailboxNames).flatMap(([role, names]) => names.map((name): [string, SpecialUse] => [name, role as SpecialUse])),
);

interface Named {
  path: string;
  delimiter: string | null;
  attributes: readonly string[];
}

/**
 * What each mailbox is for, by path: what the server says (RFC 6154), and for roles it says nothing of, by the name of a
 * mailbox at the top or directly below INBOX. Each role by name goes to one mailbox at most, the first in the given order.
 */
export const assignRoles = (mailboxes: readonly Named[]): Map<string, SpecialUse> => {
  const roles = new Map<string, SpecialUse>();
  const taken = new Set<SpecialUse>();
  for (const { path, attributes: given } of mailboxes) {
    const role =
      path === 'INBOX' ? 'inbox' : given.map((attribute) => attributes[attribute.toLowerCase()]).find((found) => found !== undefined);
    if (!role) continue;
    roles.set(path, role);
    taken.add(role);
  }
  for (const mailbox of mailboxes) {
    if (roles.has(mailbox.path)) continue;
    const role = byName.get(leafAtTop(mailbox) ?? '');
    if (!role || taken.has(role)) continue;
    roles.set(mailbox.path, role);
    taken.add(role);
  }
  return roles;
};

/** The lower-case name of a mailbox that lies at the top or directly below INBOX, as Courier and cPanel have all of them. */
const leafAtTop = ({ path, delimiter }: Named): string | null => {
  const parts = delimiter === null ? [path] : path.split(delimiter);
  if (parts.length > 1 && parts[0]!.toUpperCase() === 'INBOX') parts.shift();
  return parts.length === 1 ? parts[0]!.normalize('NFC').toLowerCase() : null;
};
