import type { Judgement } from '../judgement.ts';
import type { ReplyEvidence } from '../evidence.ts';
import { judgeTimeout } from './judge-timeout.ts';
import { messages } from './program-messages.ts';

const timedOut =
  /timed? ?out|timeout|greeting never received|required time|deadline (?:exceeded|has elapsed)|did(?:n't| not) properly respond after a period|zeitüberschreitung/i;

/** Longer messages repeat a server's reply, which has been read already. */
const maxCharacters = 4000;

/** Reads an error that has neither a reply nor a telling code. BoringSSL writes its reasons with underscores. */
export const judgeErrorMessage = (evidence: ReplyEvidence): Judgement | undefined => {
  return judgeText(evidence, [evidence.error?.reason, evidence.error?.message].filter(Boolean).join(' '));
};

/** What Java, .NET and Rust name as the cause of the cause is what happened; the lines of a stack trace behind it are left. */
const innermostCause = (text: string): string => {
  const cause =
    text
      .split(/nested exception is:|Caused by:|--->/)
      .at(-1)
      ?.trim() ?? '';
  return cause === '' ? text : cause;
};

/** Reads what a program printed about a connection, where a server's reply would stand. */
export const judgeText = (evidence: ReplyEvidence, printed: string): Judgement | undefined => {
  const text = innermostCause(printed.slice(0, maxCharacters));
  const isAboutNames = /dns|query|getaddrinfo/i.test(text);
  if (!isAboutNames && timedOut.test(text)) return judgeTimeout(evidence);
  const spaced = text.replaceAll('_', ' ');
  const found = messages.find(([pattern]) => pattern.test(text) || pattern.test(spaced));
  return found && { kind: found[1], confidence: 'likely' };
};
