/** Among so many of the newest messages of each mailbox conversations are looked for; older ones stand alone. */
export const mostGrouped = 10_000;
