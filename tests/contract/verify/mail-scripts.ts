import type { Leg } from '@kurrier/shared/account/connection';
import { acceptSender, ehlo, type Step } from '../../servers/script.ts';

const smtpSignIn: Step[] = [...ehlo('PIPELINING', 'AUTH PLAIN'), { client: /^AUTH PLAIN/ }, { server: '235 ok' }, ...acceptSender];
const imapSignIn: Step[] = [{ client: /AUTHENTICATE PLAIN/ }, { server: '{tag} OK' }, { client: /EXAMINE/ }, { server: '{tag} OK' }];
const imapGreeting = (...more: string[]): Step => ({ server: `* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN ${more.join(' ')}] hi` });
/** A server that takes a sign-in, by leg and by how its port starts TLS. */
export const mailScripts: Record<Leg, Record<'TLS at once' | 'STARTTLS' | 'plain only', Step[]>> = {
  smtp: {
    'TLS at once': [{ server: '220 hi' }, ...smtpSignIn],
    STARTTLS: [{ server: '220 hi' }, ...ehlo('STARTTLS'), { client: 'STARTTLS' }, { server: '220 go' }, { startTls: true }, ...smtpSignIn],
    'plain only': [{ server: '220 hi' }, ...smtpSignIn],
  },
  imap: {
    'TLS at once': [imapGreeting(), ...imapSignIn],
    STARTTLS: [
      imapGreeting('STARTTLS'),
      { client: /STARTTLS/ },
      { server: '{tag} OK go' },
      { startTls: true },
      { client: /CAPABILITY/ },
      { server: '* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\n{tag} OK' },
      ...imapSignIn,
    ],
    'plain only': [imapGreeting(), ...imapSignIn],
  },
};
