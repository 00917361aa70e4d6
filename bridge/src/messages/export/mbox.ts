const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number): string => String(number).padStart(2, '0');

/** The line that an mbox entry starts with (RFC 4155): whom it is from, and when it was received, as asctime in UTC. */
export const mboxSeparator = (sender: string, receivedAt: number): string => {
  const at = new Date(receivedAt);
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  const date = `${days[at.getUTCDay()]} ${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2, ' ')} ${time} ${at.getUTCFullYear()}`;
  return `From ${/^[\x21-\x7e]+$/.test(sender) ? sender : 'MAILER-DAEMON'} ${date}\n`;
};

/**
 * Puts a message into an mbox, a piece at a time; each piece and the end give what is to be written. Lines end with LF; lines that look
 * like a separator are quoted reversibly, as `mboxrd` does. Bytes are the characters U+0000 to U+00FF.
 */
export const createMboxEntry = () => {
  let open = '';
  const quote = (lines: string): string => lines.replaceAll('\r\n', '\n').replace(/^>*From /gm, '>$&');
  return {
    piece(bytes: string): string {
      const text = open + bytes;
      const end = text.lastIndexOf('\n') + 1;
      open = text.slice(end);
      return quote(text.slice(0, end));
    },
    end(): string {
      const rest = quote(open);
      open = '';
      return `${rest}${rest === '' ? '' : '\n'}\n`;
    },
  };
};
