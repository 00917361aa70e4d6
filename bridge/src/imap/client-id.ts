/** What servers may know of us (RFC 2971): a name, and no version. */
export const clientInfo = { name: 'Kurrier' } as const;

/** Who asks. NetEase (163, 126) wants to know after sign-in, and opens no mailbox otherwise. */
export const identification = `ID ("name" "${clientInfo.name}")`;
