/** What a demo server says at a point of its dialogue in place of yes; `…After` in milliseconds. */
interface DemoBehaviour {
  /** The text behind the code of a refused sign-in. */
  smtpSignIn?: string;
  smtpRecipient?: string;
  imapSignIn?: string;
  /** Before greeting and sign-in. */
  answersAfterMs?: number;
}

/** Where its servers are: as they should be, on a port where nobody listens, or with a certificate for another name. */
type DemoPlace = 'own' | 'nobody' | 'other-name';

export interface DemoAccount extends DemoBehaviour {
  /** What stands before the @. */
  name: string;
  place?: DemoPlace;
}

/** Of names that never resolve (RFC 6761 §6.4): nobody can have mail there. */
export const demoDomain = 'demo.invalid';

/** Every demo account has it; nothing that is worth anything has. */
export const demoPassword = 'demo';

/** What providers say, word by word or nearly so; which of it means what, the classifier has to find out as ever. */
export const demoAccounts: readonly DemoAccount[] = [
  { name: 'ok' },
  { name: 'slow', answersAfterMs: 1500 },
  {
    name: 'wrong-password',
    smtpSignIn: '535 5.7.8 Authentication credentials invalid',
    imapSignIn: '[AUTHENTICATIONFAILED] Invalid credentials (Failure)',
  },
  {
    name: 'app-password',
    smtpSignIn: '534 5.7.9 Application-specific password required',
    imapSignIn: '[ALERT] Application-specific password required',
  },
  {
    name: 'imap-off',
    imapSignIn: '[ALERT] Your account is not enabled for IMAP use. Please visit your mail settings page and enable IMAP access.',
  },
  {
    name: 'locked',
    smtpSignIn: '535 5.7.1 This account is locked, please contact your administrator',
    imapSignIn: '[CONTACTADMIN] This account is locked, please contact your administrator',
  },
  { name: 'refused', place: 'nobody' },
  { name: 'mismatch', place: 'other-name' },
  { name: 'full', smtpRecipient: '552 5.2.2 The mailbox is full, over quota' },
  { name: 'down', smtpSignIn: '454 4.7.0 Temporary authentication failure', imapSignIn: '[UNAVAILABLE] Temporary authentication failure' },
];

/** The account that somebody signs in to; null for a name that is none. A wrong password is one of `wrong-password`. */
export const findDemoAccount = (username: string, password: string): DemoAccount | null => {
  const account = demoAccounts.find(({ name }) => username === `${name}@${demoDomain}`);
  if (!account) return null;
  return password === demoPassword ? account : demoAccounts.find(({ name }) => name === 'wrong-password')!;
};
