import { startScriptedServer, type ScriptedServer } from './start-scripted-server.ts';
import type { Command, Step } from './script.ts';

/** Answers one command; false for what an honest server would answer. */
export type FalseAnswer = (command: Command) => boolean | Promise<boolean>;

/** What a mailbox with three messages looks like. */
export const honestMailbox = { messages: 3, uidNext: 4, uidValidity: 7 };

const headers = (uid: number): string =>
  ` INTERNALDATE "01-Jan-2026 00:00:00 +0000" RFC822.SIZE 10 ENVELOPE (NIL "message ${uid}" NIL NIL NIL NIL NIL NIL NIL NIL) BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 10 1)`;

/** One message as an answer to FETCH. */
export const fetchLine = (uid: number, text: string): string =>
  `* ${uid} FETCH (UID ${uid} FLAGS ()${text.includes('ENVELOPE') ? headers(uid) : ''}${text.includes('BODY.PEEK[1]') ? ' BODY[1]<0> "text"' : ''})`;

const answerHonestly = ({ tag, text, say }: Command, { messages, uidNext, uidValidity }: typeof honestMailbox): void => {
  if (text.startsWith('LIST')) {
    say('* LIST () "/" INBOX');
    say(`* STATUS INBOX (MESSAGES ${messages} UIDNEXT ${uidNext} UIDVALIDITY ${uidValidity} UNSEEN 0)`);
  } else if (text.startsWith('EXAMINE')) {
    say(`* ${messages} EXISTS`);
    say(`* OK [UIDVALIDITY ${uidValidity}] valid`);
    say(`* OK [UIDNEXT ${uidNext}] next`);
  } else if (text.startsWith('UID SEARCH')) say(`* ESEARCH (TAG "${tag}") UID ALL 1:${messages}`);
  else if (text.startsWith('UID FETCH')) {
    const [, first, last] = /FETCH (\d+)(?::(\d+|\*))?/.exec(text)!.map(Number) as [number, number, number];
    for (let uid = first; uid <= (last || (text.includes(':*') ? messages : first)); uid++) say(fetchLine(uid, text));
  }
  say(`${tag} OK done`);
};

const imapMailbox = (answer: FalseAnswer, box: typeof honestMailbox, extraCapabilities: string): Step[] => [
  { server: `* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN ESEARCH LIST-STATUS LIST-EXTENDED UIDPLUS${extraCapabilities}] ready` },
  {
    async serve(command) {
      // The end of an IDLE is no command of its own.
      if (command.tag !== 'DONE' && !(await answer(command))) answerHonestly(command, box);
    },
  },
];

/** An IMAP server on loopback, without TLS, with one mailbox: honest but where it is told not to be. */
export const startImapMailbox = (answer: FalseAnswer, box = honestMailbox, extraCapabilities = ''): Promise<ScriptedServer> =>
  startScriptedServer(imapMailbox(answer, box, extraCapabilities));
