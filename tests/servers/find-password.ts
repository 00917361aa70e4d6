/** Base64 text that stands in any encoding of bytes which contain `text` at the given offset modulo three. */
const base64At = (text: string, offset: 0 | 1 | 2): string => {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  const whole = Math.floor((bytes.length * 8) / 6);
  return bytes.toString('base64').slice(0, whole).slice([0, 2, 3][offset]);
};

/**
 * Looks for a password in bytes of the wire: as it is, quoted as IMAP does, as base64 at every alignment (which covers what
 * AUTH PLAIN and XOAUTH2 wrap it into), as AUTH PLAIN's and AUTH LOGIN's own blobs, and as hex. Says which form was found.
 */
export const findPassword = (bytes: Buffer, password: string, username: string): string | null => {
  const text = bytes.toString('latin1');
  const latin1 = (value: string) => Buffer.from(value).toString('latin1');
  const forms: Record<string, string> = {
    plain: latin1(password),
    quoted: latin1(password.replaceAll(/[\\"]/g, String.raw`\$&`)),
    'AUTH PLAIN': Buffer.from(`\0${username}\0${password}`).toString('base64'),
    'AUTH LOGIN': Buffer.from(password).toString('base64'),
    'base64, offset 0': base64At(password, 0),
    'base64, offset 1': base64At(password, 1),
    'base64, offset 2': base64At(password, 2),
    hex: Buffer.from(password).toString('hex'),
  };
  return Object.keys(forms).find((name) => text.includes(forms[name]!)) ?? null;
};

/** Fails when the password stands in the bytes in any form; the message names the form, never the password. */
export const expectNoPassword = (bytes: Buffer, password: string, username: string): void => {
  const form = findPassword(bytes, password, username);
  if (form) throw new Error(`the password is on the wire (${form}), among ${bytes.length} bytes`);
};
