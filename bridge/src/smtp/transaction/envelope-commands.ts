import type { SmtpEnvelope } from '@kurrier/shared/mail/delivery';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { SubmissionCapabilities } from '../ehlo-capabilities.ts';
import { toEnvelopeAddress } from '../envelope-address.ts';

/** The schema keeps such characters out; here they would end the command, so nothing is ever sent with them. */
const toPath = (address: string): string => {
  const path = toEnvelopeAddress(address);
  if (path === undefined || /[\p{Cc}<>]/u.test(path)) throw new Error('an address that cannot stand in a command');
  return `<${path}>`;
};

/** MAIL and one RCPT for each recipient, each with its CRLF. */
export const buildEnvelopeCommands = (
  { from, recipients, needsSmtpUtf8, size }: SmtpEnvelope,
  { size: offersSize, eightBitMime }: SubmissionCapabilities,
): string[] => {
  const parameters = [
    ...(offersSize ? [`SIZE=${size}`] : []),
    ...(needsSmtpUtf8 && eightBitMime ? ['BODY=8BITMIME'] : []),
    ...(needsSmtpUtf8 ? ['SMTPUTF8'] : []),
  ];
  return [
    `${['MAIL', `FROM:${toPath(from)}`, ...parameters].join(' ')}\r\n`,
    ...recipients.map((address) => `RCPT TO:${toPath(address)}\r\n`),
  ];
};

/** What the capabilities already say that the server cannot take; then nothing has to be sent to find out. */
export const findObstacle = (
  { from, recipients, needsSmtpUtf8, size }: SmtpEnvelope,
  { smtpUtf8, largest }: SubmissionCapabilities,
): Pick<Failure, 'kind' | 'field' | 'problem'> | undefined => {
  if (needsSmtpUtf8 && !smtpUtf8)
    return {
      kind: 'config.invalid',
      field: 'An address',
      problem: 'it has letters before the @ that this server cannot carry (no SMTPUTF8)',
    };
  const unwritable = [from, ...recipients].find((address) => toEnvelopeAddress(address) === undefined);
  if (unwritable !== undefined) return { kind: 'config.invalid', field: unwritable, problem: 'what stands after the @ is not a domain' };
  if (largest !== undefined && size > largest) return { kind: 'message.too_large' };
  return undefined;
};
