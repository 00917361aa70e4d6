import type { DemoAccount } from './demo-accounts.ts';
import { findDemoAccount } from './demo-accounts.ts';
import type { LineSession, LineSocket } from './line-server.ts';

export interface SmtpDeps {
  socket: LineSocket;
  deliver: (recipient: string, message: Buffer) => void;
  sleep: (ms: number) => Promise<void>;
}

const largest = 25 * 1024 * 1024;

/** The server side of SMTP (RFC 5321) as far as a submission needs it, with PLAIN and LOGIN (RFC 4954, 4616). */
export const createSmtpSession = ({ socket, deliver, sleep }: SmtpDeps): LineSession => {
  let account: DemoAccount | null = null;
  let recipients: string[] = [];
  const say = (...lines: string[]) => socket.write(lines.map((line) => `${line}\r\n`).join(''));

  const { readLine } = socket;
  const signIn = async (words: string): Promise<void> => {
    const [mechanism = '', initial] = words.split(' ');
    const ask = async (challenge: string) => {
      say(`334 ${challenge}`);
      return decode(await readLine());
    };
    const plain = mechanism.toUpperCase() === 'PLAIN' ? (initial === undefined ? await ask('') : decode(initial)) : null;
    const [, name, password] = plain?.split('\0') ?? ['', await ask('VXNlcm5hbWU6'), await ask('UGFzc3dvcmQ6')];
    const found = findDemoAccount(name ?? '', password ?? '');
    await sleep(found?.answersAfterMs ?? 0);
    if (!found || found.smtpSignIn !== undefined) return say(found?.smtpSignIn ?? '535 5.7.8 Authentication credentials invalid');
    account = found;
    say('235 2.7.0 Authentication successful');
  };
  const readMessage = async (): Promise<void> => {
    say('354 End data with <CR><LF>.<CR><LF>');
    const lines: string[] = [];
    let size = 0;
    for (let line = await readLine(); line !== '.'; line = await readLine()) {
      size += line.length;
      if (size <= largest) lines.push(line.replace(/^\./, ''));
    }
    if (size > largest) return say('552 5.3.4 Message too big');
    for (const recipient of recipients) deliver(recipient, Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'));
    recipients = [];
    say('250 2.0.0 Ok: delivered');
  };
  return {
    greeting: async () => say('220 demo.invalid ESMTP Kurrier demo'),
    async line(line) {
      const [verb = '', ...rest] = line.split(' ');
      switch (verb.toUpperCase()) {
        case 'EHLO':
          say(
            '250-demo.invalid',
            '250-PIPELINING',
            '250-8BITMIME',
            '250-SMTPUTF8',
            `250-SIZE ${largest}`,
            '250-ENHANCEDSTATUSCODES',
            '250 AUTH PLAIN LOGIN',
          );
          return true;
        case 'AUTH':
          await signIn(rest.join(' '));
          return true;
        case 'MAIL':
          say(account ? '250 2.1.0 Ok' : '530 5.7.0 Authentication required');
          return true;
        case 'RCPT':
          if (account && account.smtpRecipient === undefined) recipients.push(/<(.*)>/.exec(line)?.[1] ?? '');
          say(account ? (account.smtpRecipient ?? '250 2.1.5 Ok') : '503 5.5.1 Sender first');
          return true;
        case 'DATA':
          if (recipients.length > 0) await readMessage();
          else say('503 5.5.1 Recipient first');
          return true;
        case 'RSET':
          recipients = [];
          say('250 2.0.0 Ok');
          return true;
        case 'NOOP':
          say('250 2.0.0 Ok');
          return true;
        case 'QUIT':
          say('221 2.0.0 Bye');
          return false;
        default:
          say('502 5.5.2 Not known here');
          return true;
      }
    },
    close: () => undefined,
  };
};

const decode = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
