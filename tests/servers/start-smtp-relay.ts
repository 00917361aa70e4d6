import { startScriptedServer } from './start-scripted-server.ts';
import type { Command, Step } from './script.ts';

/** Where in a dialogue something is said. `data` is the reply to DATA, `end` the one to the end of the content; `idle` is after that. */
export type Place = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'content' | 'end' | 'idle' | 'RSET';

/** What is to be said at a place of a dialogue. */
export interface Occasion {
  place: Place;
  /** The right reply, with its CRLF; empty where nothing is to be said. */
  reply: string;
  /** The local part of the sender, or the number of the connection. */
  of: string;
  connection: number;
  /** The path of MAIL or RCPT. */
  address: string;
  /** The message so far. */
  message: Message | undefined;
}

/** A message that is being handed over. */
export interface Message {
  from: string;
  recipients: string[];
  content: string;
}

/** A message whose content came whole. */
export interface SeenMessage extends Message {
  /** What was done to answer the end: the code of the first whole reply (0: none), and whether anything else went out with it. */
  firstCode: number;
  hasSurplus: boolean;
}

export interface SmtpRelay extends AsyncDisposable {
  port: number;
  seen: SeenMessage[];
  /** Every line that was read as a command, also where the connection was closed already. */
  commands(): string[];
  connections(): number;
  open(): number;
  mostOpen(): number;
}

/** Says the right thing everywhere. */
export const sayRight = ({ reply }: Occasion): Step[] => (reply === '' ? [] : [{ raw: reply }]);

/** What is said, each time in one write. */
const writesOf = (steps: readonly Step[]): string[] =>
  steps.flatMap((step) => {
    if ('raw' in step) return [Buffer.from(step.raw).toString('latin1')];
    return 'server' in step ? [`${step.server}\r\n`] : [];
  });
const wholeReply = /^(?:[2-5]\d\d-[^\n]*\n)*([2-5]\d\d)(?:[ \r\n][^\n]*)?\n/;
const onlyReply = /^(?:[2-5]\d\d-[^\n]*\n)*[2-5]\d\d(?:[ \r][^\n]*)?\n$/;
const codeOf = (steps: readonly Step[]): number => Number(wholeReply.exec(writesOf(steps).join(''))?.[1] ?? 0);
const inContent = (steps: readonly Step[]): Step[] => steps.map((step) => ('fault' in step ? { ...step, inContent: true } : step));
const isTaken = (code: number): boolean => code === 0 || code < 400;

/**
 * An SMTP server without TLS that signs everybody in and takes mail for all but those at `no.…`, as far as `decide` lets it. It does what it
 * says: its state follows the first reply that it really sent, and the right one where it sent none. Content that it refused is not
 * discarded: its lines are commands.
 */
export const startSmtpRelay = async (
  capabilities: readonly string[],
  decide: (occasion: Occasion) => readonly Step[] = sayRight,
): Promise<SmtpRelay> => {
  const seen: SeenMessage[] = [];

  const script = (connection: number): Step[] => {
    let of = String(connection);
    let message: Message | undefined;
    const stepsAt = (place: Place, reply = '', address = ''): readonly Step[] =>
      decide({ place, reply: reply && `${reply}\r\n`, of, connection, address, message });

    const takeContent = async ({ play, readContent }: Command): Promise<void> => {
      const meanwhile = stepsAt('content');
      // Whoever breaks off takes nothing any more; what is only said does not keep the content from being taken.
      if (meanwhile.some((step) => 'fault' in step)) return play(inContent(meanwhile));
      const [content] = await Promise.allSettled([readContent(), play(meanwhile)]);
      if (content.status === 'rejected') throw content.reason;
      message!.content = content.value;
      const steps = stepsAt('end', '250 2.0.0 Ok: queued as RELAY1');
      const writes = writesOf(steps);
      seen.push({ ...message!, firstCode: codeOf(steps), hasSurplus: writes.length === 1 && !onlyReply.test(writes[0]!) });
      message = undefined;
      await play(steps);
      await play(stepsAt('idle'));
    };
    const answers: Record<string, (command: Command, address: string) => Promise<void>> = {
      EHLO: ({ play }) => {
        const lines = ['mail.test', ...capabilities, 'AUTH PLAIN'];
        return play(stepsAt('EHLO', lines.map((word, i) => `250${i === lines.length - 1 ? ' ' : '-'}${word}`).join('\r\n')));
      },
      AUTH: ({ play }) => play(stepsAt('AUTH', '235 2.7.0 Authentication successful')),
      MAIL({ play }, address) {
        of = address.split('@')[0] || of;
        const steps = stepsAt('MAIL', '250 2.1.0 Ok', address);
        if (isTaken(codeOf(steps))) message = { from: address, recipients: [], content: '' };
        return play(steps);
      },
      RCPT({ play }, address) {
        if (!message) return play(stepsAt('RCPT', '503 5.5.1 need MAIL', address));
        const isUnknown = address.startsWith('no.');
        const steps = stepsAt('RCPT', isUnknown ? '550 5.1.1 unknown' : '250 2.1.5 Ok', address);
        const code = codeOf(steps);
        if (isTaken(code) && !(isUnknown && code === 0)) message.recipients.push(address);
        return play(steps);
      },
      async DATA(command) {
        if (!message?.recipients.length) return command.play(stepsAt('DATA', '554 5.5.1 no valid recipients'));
        const steps = stepsAt('DATA', '354 go ahead');
        if (![354, 0].includes(codeOf(steps))) return command.play(steps);
        await command.play(inContent(steps));
        await takeContent(command);
      },
      RSET({ play }) {
        message = undefined;
        return play(stepsAt('RSET', '250 2.0.0 Ok'));
      },
      QUIT: ({ play }) => play([{ server: '221 2.0.0 Bye' }, { fault: 'close' }]),
    };
    return [
      ...stepsAt('greeting', '220 mail.test ESMTP'),
      {
        serve(command) {
          const answer = answers[command.line.slice(0, 4).toUpperCase()];
          if (!answer) return command.play(stepsAt('RSET', '502 5.5.2 unknown'));
          return answer(command, /<(.*)>/.exec(command.line)?.[1] ?? '');
        },
      },
    ];
  };

  const server = await startScriptedServer(script);
  return {
    port: server.port,
    seen,
    commands: () => server.clientLines(),
    connections: () => server.connections(),
    open: () => server.open(),
    mostOpen: () => server.mostOpen(),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};
