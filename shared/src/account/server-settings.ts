import * as z from 'zod/mini';
import { addressPattern, hostPattern, linePattern } from './account-text.ts';
import { atMost } from '../bounded-text.ts';

/** Text of one line: control characters would end the protocol line it is put into, or hide what it says on screen. */
export const lineText = (maxLength: number, minLength = 1) =>
  z.string().check(atMost(maxLength), z.minLength(minLength), z.regex(linePattern, 'contains a control character or half a character'));

/** A host name or IP address as a person types it; IPv6 with or without brackets. No scheme, no port, no path. */
export const Host = lineText(255).check(z.regex(hostPattern, 'is not a host name'));

export const Port = z.int().check(z.minimum(1), z.maximum(65535));

/** An address that mail is sent from. Not a full RFC 5322 parser: one `@`-separated local part and domain, safe inside `<…>`. */
export const Address = lineText(320).check(z.regex(addressPattern, 'is not an email address'));

export const serverFields = {
  host: Host,
  port: Port,
  username: lineText(320),
  /** The form's Secure field; `planSecurity` says what it means. */
  secure: z.boolean(),
  /** Only with Secure FALSE: the person agreed that the password may travel unencrypted. */
  allowUnencrypted: z._default(z.boolean(), false),
};

/** An empty user name: see `wantsNoSignIn`. */
export const smtpFields = { ...serverFields, username: lineText(320, 0), pool: z._default(z.boolean(), false) };

/** Where one leg's server is and who signs in there: everything but the password. */
export const SmtpSettings = z.strictObject(smtpFields);
export const ImapSettings = z.strictObject(serverFields);
export type SmtpSettings = z.infer<typeof SmtpSettings>;
export type ImapSettings = z.infer<typeof ImapSettings>;
export type ServerSettings = ImapSettings & { pool?: boolean };
