import { expect, test } from 'vitest';
import { succeed } from '@kurrier/shared/failure/outcome';
import { guardSession } from './guard-session.ts';
import type { ImapCommandOptions, ImapSession } from './imap-session.ts';

/** A session that delivers as a connection does: untagged responses to the oldest command that runs, answers to their own. */
const startSession = () => {
  const running: { name: string; options: ImapCommandOptions; answer: () => void }[] = [];
  const session: ImapSession = {
    capabilities: () => new Set(),
    command: (parts, options = {}) =>
      new Promise((resolve) => {
        running.push({ name: String(parts), options, answer: () => resolve(succeed({ responseCode: undefined, text: '' })) });
      }),
    idle: () => expect.unreachable(),
    closed: new Promise(() => undefined),
    close: () => undefined,
  };
  const taken: string[] = [];
  const guarded = guardSession(session);
  return {
    taken,
    ask: (name: string, options: ImapCommandOptions = {}) =>
      void guarded.command(name, { ...options, onUntagged: (response) => void taken.push(`${name} ${response.toString()}`) }),
    say: (text: string) => void running[0]!.options.onUntagged?.(Buffer.from(text)),
    /** Answers a command; like a connection that reads on at once, before whoever waits for the answer has seen it. */
    answer: (name: string) =>
      running
        .splice(
          running.findIndex((one) => one.name === name),
          1,
        )[0]!
        .answer(),
  };
};

test('what is said before an earlier command was answered is not told to one that is about what that opens', () => {
  const { ask, say, answer, taken } = startSession();
  ask('open');
  ask('search');
  ask('fetch', { isAfterEarlier: true });
  say('old');
  answer('open');
  say('between');
  answer('search');
  say('new');
  expect(taken).toEqual(['open old', 'search old', 'search between', 'fetch new']);
});

test('of commands about one mailbox after another, each hears what is said of its own', () => {
  const { ask, say, answer, taken } = startSession();
  const mailboxes = ['a', 'b', 'c'];
  for (const mailbox of mailboxes) {
    ask(`open ${mailbox}`, { isAfterEarlier: true });
    ask(`fetch ${mailbox}`, { isAfterEarlier: true });
    ask(`search ${mailbox}`);
  }
  for (const mailbox of mailboxes) {
    for (const command of ['open', 'fetch', 'search'].map((verb) => `${verb} ${mailbox}`)) {
      say(command);
      answer(command);
    }
  }
  // FETCH and SEARCH may be carried out together.
  const heard = (mailbox: string) => [
    `open ${mailbox} open ${mailbox}`,
    `fetch ${mailbox} fetch ${mailbox}`,
    `search ${mailbox} fetch ${mailbox}`,
    `search ${mailbox} search ${mailbox}`,
  ];
  expect(taken).toEqual(mailboxes.flatMap(heard));
});

test('whoever has its answer is told nothing more, also where it has not seen that yet', () => {
  const { ask, say, answer, taken } = startSession();
  ask('open');
  ask('fetch');
  answer('open');
  say('1');
  expect(taken).toEqual(['fetch 1']);
});

test('commands that were sent together are told what is said while they run, whose of them it may be', () => {
  const { ask, say, taken } = startSession();
  for (const name of ['a', 'b', 'c']) ask(name);
  say('1');
  expect(taken).toEqual(['a 1', 'b 1', 'c 1']);
});
