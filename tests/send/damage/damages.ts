import type { Step } from '../../servers/script.ts';
import type { Place } from '../../servers/start-smtp-relay.ts';

/** What a server does with the connection, in order. A string is sent as it is, in one write, each character as a byte. */
export type Action = string | Step;

export const asSteps = (actions: readonly Action[]): Step[] =>
  actions.map((action) => (typeof action === 'string' ? { raw: Buffer.from(action, 'latin1') } : action));

export const close: Step = { fault: 'close' };

export interface Damage {
  name: string;
  /** What is done instead of sending `reply`, which has its CRLF. `pick` gives a number below its argument. */
  apply: (reply: string, pick: (below: number) => number) => Action[];
}

const reset: Step = { fault: 'reset' };
const cut = (text: string, at: number): [string, string] => [text.slice(0, at), text.slice(at)];
const choose = <Item>(items: readonly Item[], pick: (below: number) => number): Item => items[pick(items.length)]!;
const refusals = ['450 4.7.1 try later', '451 4.3.0 no', '452 4.3.1 full', '550 5.1.1 no', '554 5.7.1 no', '503 5.5.1 bad sequence'];
const approvals = ['250 2.0.0 Ok', '250 Ok: queued as SURPLUS', '251 forwarded', '354 go on', '220 ready', '235 2.7.0 ok', '221 bye'];
const line = (words: string): string => `${words}\r\n`;
const isYes = (reply: string): boolean => reply.startsWith('2') || reply.startsWith('3');
const opposite = (reply: string, pick: (below: number) => number): string => line(choose(isYes(reply) ? refusals : approvals, pick));

/** Kinds of damage, each seen from a server, a proxy or an attacker, or a neighbour of one that was. */
export const damages: readonly Damage[] = [
  { name: 'none', apply: (reply) => [reply] },
  { name: 'wrong: another 2yz or 3yz', apply: (_, pick) => [line(choose(approvals, pick))] },
  { name: 'wrong: a refusal', apply: (_, pick) => [line(choose(refusals, pick))] },
  { name: 'wrong: no such class of reply', apply: (_, pick) => [choose(['150 wait\r\n', '650 what\r\n', '000 \r\n', '999 ?\r\n'], pick)] },
  {
    name: 'wrong: not a reply code',
    apply: (_, pick) => [choose(['25 Ok\r\n', '2500 Ok\r\n', 'OK\r\n', 'E250 Ok\r\n', '250OK\r\n'], pick)],
  },
  { name: 'missing', apply: () => [] },
  { name: 'missing, then closed', apply: () => [close] },
  { name: 'missing, then reset', apply: () => [reset] },
  { name: 'doubled at once', apply: (reply) => [reply + reply] },
  { name: 'doubled a moment later', apply: (reply, pick) => [reply, { holdMs: 1 + pick(4) }, reply] },
  { name: 'doubled much later', apply: (reply) => [reply, { holdMs: 25 }, reply] },
  { name: 'a bare code first', apply: (reply) => [`${reply.slice(0, 3)}\r\n${reply}`] },
  { name: 'late', apply: (reply, pick) => [{ holdMs: 1 + pick(20) }, reply] },
  { name: 'split in two', apply: (reply, pick) => cut(reply, 1 + pick(reply.length - 1)).flatMap((part) => [part, { holdMs: 1 }]) },
  { name: 'split into bytes', apply: (reply) => reply.split('').flatMap((part) => [part, { holdMs: 0 }]) },
  { name: 'split, and the rest is missing', apply: (reply) => [reply.slice(0, 5), close] },
  { name: 'contradicted at once', apply: (reply, pick) => [reply + opposite(reply, pick)] },
  { name: 'contradicted a moment later', apply: (reply, pick) => [reply, { holdMs: 1 + pick(4) }, opposite(reply, pick)] },
  { name: 'contradicted before', apply: (reply, pick) => [opposite(reply, pick) + reply] },
  { name: 'contradicted in its own lines', apply: (reply, pick) => [`${opposite(reply, pick).slice(0, 3)}-first\r\n${reply}`] },
  { name: 'foreign: another approval before it', apply: (reply, pick) => [line(choose(approvals, pick)) + reply] },
  { name: 'foreign: another approval after it', apply: (reply, pick) => [reply + line(choose(approvals, pick))] },
  { name: 'foreign: two approvals after it', apply: (reply) => [`${reply}250 2.1.0 Ok\r\n354 go on\r\n`] },
  { name: 'foreign: HTTP', apply: () => ['HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n', close] },
  { name: 'foreign: IMAP', apply: (reply) => [`* OK [ALERT] hello\r\n${reply}`] },
  { name: 'foreign: bytes', apply: () => ['\u0016\u0003\u0001\u0000\u00ff\u0000\r\n'] },
  { name: 'closing: 421', apply: () => ['421 4.3.2 closing\r\n', close] },
  { name: 'closing: 421 behind the reply', apply: (reply) => [`${reply}421 4.7.0 too many messages\r\n`, close] },
  { name: 'closing: 421 a moment later', apply: (reply) => [reply, { holdMs: 2 }, '421 4.4.2 idle\r\n', close] },
  { name: 'closing: refused', apply: (_, pick) => [line(choose(refusals, pick)), close] },
  { name: 'closing: right after the reply', apply: (reply) => [reply, close] },
  { name: 'closing: reset after the reply', apply: (reply) => [reply, reset] },
  { name: 'closing: 221', apply: () => ['221 2.0.0 bye\r\n', close] },
  { name: 'a blank line before', apply: (reply) => [`\r\n${reply}`] },
  { name: 'a blank line after', apply: (reply) => [`${reply}\r\n`] },
  { name: 'bare line feeds', apply: (reply) => [reply.replaceAll('\r\n', '\n')] },
  { name: 'no end of the line', apply: (reply) => [reply.trimEnd()] },
  { name: 'never a last line', apply: (reply) => [`${reply.slice(0, 3)}-${reply.slice(4)}`] },
  { name: 'of many lines', apply: (reply) => [`${reply.slice(0, 3)}-and\r\n`.repeat(20) + reply] },
  { name: 'too long a line', apply: (reply) => [`${reply.trimEnd()}${'x'.repeat(10_000)}\r\n`] },
  { name: 'no text', apply: (reply) => [`${reply.slice(0, 3)}\r\n`] },
];

/** Where a client meets a reply in each of its transactions. */
export const transactionPlaces: readonly Place[] = ['MAIL', 'RCPT', 'DATA', 'content', 'end', 'idle', 'RSET'];
export const connectionPlaces: readonly Place[] = ['greeting', 'EHLO', 'AUTH'];
