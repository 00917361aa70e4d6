/**
 * Whether an SMTP server is used without signing in: both credentials were left empty by a person who said so. Nothing else makes it so, no
 * discovery, no repair and no refused password. Such a leg has no user name in its settings, and an empty password that is never sent.
 */
export const wantsNoSignIn = ({ username }: { username: string }): boolean => username === '';
