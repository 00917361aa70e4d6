import { findDemoAccount, type DemoAccount } from './demo-accounts.ts';
import { append, type DemoMailbox } from './demo-mailbox.ts';
import { readArguments, type Argument } from './imap-arguments.ts';
import { createSelected } from './imap-selected.ts';
import type { LineSession, LineSocket } from './line-server.ts';

export interface ImapDeps {
  socket: LineSocket;
  mailboxesOf: (account: DemoAccount) => DemoMailbox[];
  sleep: (ms: number) => Promise<void>;
}

const capability = 'CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN ID IDLE UIDPLUS MOVE SPECIAL-USE UNSELECT';
const largestLiteral = 25 * 1024 * 1024;
const words = (list: readonly Argument[]): string[] => list.filter((argument) => typeof argument === 'string');

/** The server side of IMAP (RFC 3501) as far as Kurrier asks for it: synced mailboxes, IDLE, flags, moving, appending. */
export const createImapSession = ({ socket, mailboxesOf, sleep }: ImapDeps): LineSession => {
  let mailboxes: DemoMailbox[] | null = null;
  const say = (text: string) => socket.write(Buffer.from(`${text}\r\n`, 'latin1'));
  const selected = createSelected({ say, readLine: socket.readLine, write: (text) => socket.write(Buffer.from(text, 'latin1')) });
  const find = (name: Argument | undefined): DemoMailbox | undefined =>
    mailboxes?.find((mailbox) => mailbox.name.toUpperCase() === String(name).toUpperCase());

  /** A command with its literals in it, as latin1. */
  const readWhole = async (first: string): Promise<string> => {
    let line = first;
    for (let found = /\{(\d+)(\+?)\}$/.exec(line); found; found = /\{(\d+)(\+?)\}$/.exec(line)) {
      const length = Number(found[1]);
      if (length > largestLiteral) throw new Error('a literal is too long');
      if (found[2] === '') say('+ go ahead');
      line += `\r\n${(await socket.readBytes(length)).toString('latin1')}`;
      const rest = await socket.readLine();
      line += rest;
      if (!/\{\d+\+?\}$/.test(rest)) break;
    }
    return line;
  };
  const signIn = async (name: string, password: string): Promise<string> => {
    const account = findDemoAccount(name, password);
    await sleep(account?.answersAfterMs ?? 0);
    if (!account || account.imapSignIn !== undefined) return `NO ${account?.imapSignIn ?? '[AUTHENTICATIONFAILED] Invalid credentials'}`;
    mailboxes = mailboxesOf(account);
    return `OK [${capability}] Signed in`;
  };
  const authenticate = async ([, initial]: Argument[]): Promise<string> => {
    if (initial === undefined) say('+ ');
    const plain = Buffer.from(typeof initial === 'string' ? initial : await socket.readLine(), 'base64').toString('utf8');
    const [, name = '', password = ''] = plain.split('\0');
    return signIn(name, password);
  };
  const status = (mailbox: DemoMailbox, items: readonly string[]): string => {
    const unseen = mailbox.messages.filter(({ flags }) => !flags.has(String.raw`\Seen`)).length;
    const { messages, uidNext, uidValidity } = mailbox;
    const values: Record<string, number> = {
      MESSAGES: messages.length,
      UIDNEXT: uidNext,
      UIDVALIDITY: uidValidity,
      UNSEEN: unseen,
      RECENT: 0,
    };
    const known = items.map((item) => item.toUpperCase()).filter((item) => item in values);
    return known.map((item) => `${item} ${values[item]}`).join(' ');
  };
  const list = (): string => {
    for (const { name, specialUse } of mailboxes ?? [])
      say(String.raw`* LIST (\HasNoChildren${specialUse === null ? '' : String.raw` \${specialUse}`}) "/" "${name}"`);
    return 'OK Listed';
  };
  const appendTo = ([name, ...rest]: Argument[]): string => {
    const mailbox = find(name);
    if (!mailbox) return 'NO [TRYCREATE] No such mailbox';
    const flags = Array.isArray(rest[0]) ? words(rest[0]) : [];
    const uid = append(mailbox, Buffer.from(String(rest.at(-1)), 'latin1'), { flags });
    return `OK [APPENDUID ${mailbox.uidValidity} ${uid}] Appended`;
  };

  /** What follows the tag in the answer. */
  const answer = async (verb: string, args: Argument[]): Promise<string> => {
    switch (verb) {
      case 'CAPABILITY':
        say(`* ${capability}`);
        return 'OK Done';
      case 'ID':
        say('* ID ("name" "Kurrier demo")');
        return 'OK Done';
      case 'LOGIN':
        return signIn(String(args[0]), String(args[1]));
      case 'AUTHENTICATE':
        return authenticate(args);
      case 'NOOP':
        return 'OK Done';
    }
    if (!mailboxes) return 'BAD Sign in first';
    const mailbox = find(args[0]);
    switch (verb) {
      case 'LIST':
        return list();
      case 'STATUS':
        if (!mailbox) return 'NO [NONEXISTENT] No such mailbox';
        say(`* STATUS "${mailbox.name}" (${status(mailbox, Array.isArray(args[1]) ? words(args[1]) : [])})`);
        return 'OK Done';
      case 'SELECT':
      case 'EXAMINE':
        return mailbox ? selected.open(mailbox, verb === 'EXAMINE') : 'NO [NONEXISTENT] No such mailbox';
      case 'APPEND':
        return appendTo(args);
      default:
        return selected.answer(verb, args, find);
    }
  };
  return {
    greeting: async () => say(`* OK [${capability}] Kurrier demo`),
    async line(first) {
      const [, tag, verb = '', rest = ''] = /^(\S+) (\S+) ?([\s\S]*)$/.exec(await readWhole(first)) ?? [];
      if (tag === undefined) return false;
      if (verb.toUpperCase() === 'LOGOUT') {
        say(`* BYE Until next time\r\n${tag} OK Done`);
        return false;
      }
      const said = await answer(verb.toUpperCase(), readArguments(rest));
      selected.tellNews();
      say(`${tag} ${said}`);
      return true;
    },
    close: () => selected.close(),
  };
};
