import { hidden, withoutTokens, type DialogueReader } from './dialogue-reader.ts';

/** Commands that hold no secret. A line that is none of them is not shown: it could be an answer of a sign-in. */
const harmless = /^(?:(?:EHLO|HELO) [^\r\n]*|(?:MAIL FROM|RCPT TO):.*|STARTTLS|DATA|RSET|NOOP|QUIT|\.)$/i;

/** SMTP (RFC 5321, 4954): AUTH and all that is said until its answer is a sign-in; after 354 the client sends content. */
export const createSmtpReader = (): DialogueReader => {
  let isSigningIn = false;
  return {
    sent(line) {
      const auth = /^AUTH +(?<mechanism>[\w-]{1,20})(?<rest>.*)$/i.exec(line)?.groups;
      if (auth) {
        isSigningIn = true;
        return { shown: `AUTH ${auth['mechanism']}${auth['rest']!.trim() === '' ? '' : ` ${hidden}`}` };
      }
      return { shown: !isSigningIn && harmless.test(line) ? line : hidden };
    },
    received(line) {
      if (line.startsWith('334')) {
        isSigningIn = true;
        return { shown: line.length > 4 ? `334 ${hidden}` : '334' };
      }
      const shown = isSigningIn ? withoutTokens(line) : line;
      if (/^\d{3}(?: |$)/.test(line)) isSigningIn = false;
      return { shown, ...(line.startsWith('354') && { peerContent: true }) };
    },
    hidesContent: () => false,
  };
};
