/** Words around certificates that a person trusts by hand. */
export const trustWords = {
  title: 'The server’s certificate',
  shown: 'The server shows this certificate',
  before: 'Trusted until now',
  now: 'Shown now',
  changed: (host: string, isSameKey: boolean) =>
    isSameKey
      ? `${host} shows another certificate than the one you trusted, made with the same key.`
      : `${host} shows another certificate than the one you trusted, with another key. If nobody renewed it, somebody may stand between you and the server.`,
  facts: { names: 'Names', issuer: 'Issued by', valid: 'Valid', fingerprint: 'SHA-256' },
  trust: (server: string) => `Trust this certificate for ${server}`,
  question: (server: string) =>
    `Trust it for ${server}? Do so only if the administrator told you this fingerprint, or the server is your own. Your password is then sent there.`,
  typeHost: (host: string) => `This certificate is for other names. To trust it all the same, type the host name: ${host}`,
  confirm: 'Trust certificate',
  keep: 'Do not trust',
  list: {
    title: 'Trusted certificates',
    hint: 'Certificates that no authority vouches for, and that you trust for one server each.',
    loading: 'Reading the certificates…',
    empty: 'None. Certificates from known authorities are trusted anyway.',
    trustedAt: 'trusted',
    despiteNames: 'for other names',
    forget: 'Forget',
    forgetQuestion: (server: string) => `Forget the certificate of ${server}? Accounts that rely on it fail at their next sign-in.`,
    forgetConfirm: 'Forget certificate',
    keep: 'Keep',
  },
};
