/** What imapflow would spend a flight on before anything that was asked for, or that changes how names are written. */
const leftOut =
  /^(?:ID|OBJECTID|X-GM-EXT-1|LIST-EXTENDED|LIST-STATUS|SPECIAL-USE|NAMESPACE|ENABLE|UTF8=\w+|IMAP4REV2|COMPRESS=\w+|STARTTLS|LOGINDISABLED|IDLE|NOTIFY|QRESYNC|CONDSTORE|AUTH=.*)$/;

/**
 * The capabilities of a signed-in server, in capitals, that imapflow is told of (RFC 9051 §7.2.2): all but those for which it would ask
 * more than it was asked for.
 */
export const announcedCapabilities = (capabilities: ReadonlySet<string>): string[] => {
  // IMAP4rev2 has these without naming them (RFC 9051 appendix E).
  const implied = capabilities.has('IMAP4REV2') ? ['MOVE', 'UIDPLUS'] : [];
  return [...new Set(['IMAP4REV1', ...implied, ...[...capabilities].filter((name) => !leftOut.test(name))])];
};
