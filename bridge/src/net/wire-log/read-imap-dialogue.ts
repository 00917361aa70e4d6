import { hidden, withoutTokens, type DialogueReader } from './dialogue-reader.ts';
import type { Content } from './line-cutter.ts';

/** A command: a tag, and a word that is none of the secrets of a sign-in, which have no blank in them. */
const command = /^(?<tag>[\w.]{1,20}) (?<name>[A-Za-z]{2,}(?: [A-Za-z]+)?)(?<rest>.*)$/;
const signsIn = /^(?:LOGIN|AUTHENTICATE)\b/i;

/** RFC 9051 literals, RFC 7888 non-synchronising ones and RFC 3516 literal8. */
const literalAtEnd = /~?\{(?<bytes>\d{1,10})\+?\}$/;

const contentAfter = (end: string): Content => {
  const bytes = Number(literalAtEnd.exec(end)?.groups?.['bytes'] ?? 0);
  return bytes > 0 ? bytes : undefined;
};

/**
 * Quoted strings of a FETCH response that are no words of the protocol belong to a message: told by their length, also one whose end is
 * not there, because the line was too long. Linear.
 */
const withoutContent = (line: string): string =>
  line.replace(/"(?:[^"\\]|\\[^])*(?:"|\\?$)/g, (quoted) => (/^"[\w./-]{0,40}"$/.test(quoted) ? quoted : `"[${quoted.length - 2} bytes]"`));

/** IMAP (RFC 9051): LOGIN or AUTHENTICATE and all that follows until its tagged answer is a sign-in. */
export const createImapReader = (): DialogueReader => {
  let signInTag: string | undefined;
  let [goesOn, answerGoesOn] = [false, false];
  let isFetch = false;
  return {
    sent(line, end) {
      const content = contentAfter(end);
      const isFirst = !goesOn;
      goesOn = content !== undefined;
      const { tag = '', name = '', rest = '' } = (isFirst && command.exec(line)?.groups) || {};
      if (signsIn.test(name)) {
        signInTag = tag;
        const [verb, mechanism] = name.split(' ');
        const shown = /^AUTHENTICATE$/i.test(verb!) ? `${verb} ${mechanism ?? ''}${/^[\w-]*/.exec(rest)![0]}` : verb;
        return { shown: `${tag} ${shown} ${hidden}`, content };
      }
      const isShown = tag !== '' || (signInTag === undefined && (!isFirst || line === 'DONE'));
      return { shown: isShown ? line : hidden, content };
    },
    received(line, end) {
      const content = contentAfter(end);
      const isFirst = !answerGoesOn;
      answerGoesOn = content !== undefined;
      if (isFirst) isFetch = /^\* *\d{1,10} +FETCH\b/i.test(line);
      if (signInTag === undefined) return { shown: isFetch ? withoutContent(line) : line, content };
      if (line.startsWith('+')) return { shown: line.length > 2 ? `+ ${hidden}` : '+', content };
      if (line.startsWith(`${signInTag} `)) signInTag = undefined;
      return { shown: withoutTokens(line), content };
    },
    hidesContent: () => signInTag !== undefined,
  };
};
