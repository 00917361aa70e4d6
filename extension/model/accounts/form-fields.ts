import type { Account } from '@kurrier/shared/account/account';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import { wantsNoSignIn } from '@kurrier/shared/account/no-sign-in';
import { tidyHost } from '@kurrier/shared/account/tidy-host';
import { defaultPort, planSecurity } from '@kurrier/shared/account/security-plan';

/** One leg as typed: texts exactly as they stand in the fields. */
export interface LegFields {
  host: string;
  port: string;
  username: string;
  password: string;
  secure: boolean;
  allowUnencrypted: boolean;
}

/** The form as typed. A leg without a host is not part of the account. */
export interface FormFields {
  address: string;
  label: string;
  /** `noSignIn`: the person said that this server wants none; user name and password are empty then. */
  smtp: LegFields & { pool: boolean; noSignIn: boolean };
  imap: LegFields;
  /** The imap leg signs in with the username and password of the smtp leg. */
  sameAsSmtp: boolean;
}

export type FieldName = 'address' | 'label' | `${Leg}.${keyof LegFields}`;

/** The form of a new account. */
export const emptyFields = (): FormFields => ({
  address: '',
  label: '',
  smtp: {
    host: '',
    port: String(defaultPort.smtp),
    username: '',
    password: '',
    secure: true,
    allowUnencrypted: false,
    pool: false,
    noSignIn: false,
  },
  imap: { host: '', port: String(defaultPort.imap), username: '', password: '', secure: true, allowUnencrypted: false },
  sameAsSmtp: true,
});

const legFieldsOf = (settings: ServerSettings): LegFields => ({
  host: settings.host,
  port: String(settings.port),
  username: settings.username,
  password: '',
  secure: settings.secure,
  allowUnencrypted: settings.allowUnencrypted,
});

/** The form of a stored account, without its passwords: nobody can read those. */
export const fieldsOf = (account: Account): FormFields => {
  const empty = emptyFields();
  const { smtp, imap } = account;
  return {
    address: account.address,
    label: account.label === account.address ? '' : account.label,
    smtp: smtp ? { ...legFieldsOf(smtp.settings), pool: smtp.settings.pool, noSignIn: wantsNoSignIn(smtp.settings) } : empty.smtp,
    imap: imap ? legFieldsOf(imap.settings) : empty.imap,
    sameAsSmtp: !imap || smtp?.settings.username === imap.settings.username,
  };
};

/** The same form without anything secret: what may be kept while the popup is closed. */
export const withoutPasswords = (fields: FormFields): FormFields => ({
  ...fields,
  smtp: { ...fields.smtp, password: '' },
  imap: { ...fields.imap, password: '' },
});

/** The form with its hosts as hosts: what was pasted around them is taken away, in the fields, where the person sees it. */
export const withTidyHosts = (fields: FormFields): FormFields => {
  const tidy = <Fields extends LegFields>(leg: Fields): Fields => {
    const { host, port } = tidyHost(leg.host);
    return host === leg.host ? leg : { ...leg, host, ...(port !== undefined && { port: String(port) }) };
  };
  return { ...fields, smtp: tidy(fields.smtp), imap: tidy(fields.imap) };
};

/** An address as it is copied out of a link, or with its owner's name; what is none of these stays as it is. */
export const unwrapAddress = (text: string): string =>
  (/^\s*mailto:\s*([^?\s]*)/i.exec(text) ?? /^[^<>]*<\s*([^<>\s]+@[^<>\s]+)\s*>\s*$/.exec(text))?.[1] ?? text;

/** An address that is typed to its end: without what stood around or behind it in a sentence. */
export const tidyAddress = (text: string): string =>
  unwrapAddress(text)
    .trim()
    .replace(/[.,;:]{1,3}$/, '');

/** The legs that the form as typed asks for. */
export const configuredLegs = (fields: FormFields): Leg[] => (['smtp', 'imap'] as const).filter((leg) => fields[leg].host.trim() !== '');

/** Whether the imap leg can take username and password from the smtp leg. */
export const hasSmtpCredentials = ({ smtp }: FormFields): boolean => smtp.host.trim() !== '' && !usesNoSignIn(smtp);

/** Whether the imap leg really takes username and password from the smtp leg; without them it needs its own. */
export const sharesCredentials = (fields: FormFields): boolean => fields.sameAsSmtp && hasSmtpCredentials(fields);

/**
 * Whether the smtp leg is used without signing in: both fields are empty, and the person said so. A user name or password typed after that
 * outweighs it.
 */
export const usesNoSignIn = ({ noSignIn, username, password }: FormFields['smtp']): boolean =>
  noSignIn && username.trim() === '' && password === '';

export type PlannedSecurity = 'implicit-tls' | 'starttls' | 'find-out' | 'plain-start';

/** How TLS will be started first with the port and Secure as typed; null while the port is none. */
export const plannedSecurity = ({ port, secure }: Pick<LegFields, 'port' | 'secure'>): PlannedSecurity | null => {
  const number = parsePort(port);
  if (number === null) return null;
  const { order } = planSecurity({ port: number, secure });
  return typeof order === 'string' ? order : order[0];
};

/** A port as typed, or null. */
export const parsePort = (text: string): number | null => {
  const trimmed = text.trim();
  if (!/^\d{1,5}$/.test(trimmed)) return null;
  const port = Number(trimmed);
  return port >= 1 && port <= 65_535 ? port : null;
};
