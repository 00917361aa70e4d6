import type { Account } from '@kurrier/shared/account/account';
import type { AccountChangeInput } from '@kurrier/shared/account/account-draft';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import { addressPattern, hostPattern, linePattern } from '@kurrier/shared/account/account-text';
import type { Leg } from '@kurrier/shared/account/connection';
import { configuredLegs, parsePort, sharesCredentials, usesNoSignIn, type FieldName, type FormFields } from './form-fields.ts';

export type FieldError = 'address' | 'text' | 'host' | 'port' | 'username' | 'password' | 'passwordText' | 'passwordAgain' | 'noLeg';
export type FieldErrors = Partial<Record<FieldName, FieldError>>;

const isLine = (text: string, maxLength: number) => text.length <= maxLength && linePattern.test(text);

/** What a leg signs in with: an empty username means the address, or nobody where the server wants no sign-in. */
const usernameOf = (fields: FormFields, leg: Leg): string => {
  if (leg === 'smtp' && usesNoSignIn(fields.smtp)) return '';
  const own = (from: Leg) => fields[from].username.trim() || fields.address.trim();
  return leg === 'imap' && sharesCredentials(fields) ? own('smtp') : own(leg);
};

/** A stored password is bound to these; with another value it has to be entered again. */
const isSameServer = (fields: FormFields, leg: Leg, stored: ServerSettings): boolean =>
  fields[leg].host.trim() === stored.host &&
  parsePort(fields[leg].port) === stored.port &&
  fields[leg].secure === stored.secure &&
  usernameOf(fields, leg) === stored.username;

/** What is wrong with the form as typed, by field; empty when it can be saved. `stored` is the account that is edited. */
export const findErrors = (fields: FormFields, stored: Account | null): FieldErrors => {
  const errors: FieldErrors = {};
  if (!isLine(fields.address.trim(), 320) || !addressPattern.test(fields.address.trim())) errors.address = 'address';
  if (!isLine(fields.label, 200)) errors.label = 'text';
  const legs = configuredLegs(fields);
  if (legs.length === 0) errors['smtp.host'] = 'noLeg';
  for (const leg of legs) {
    const { host, port, username, password } = fields[leg];
    if (!isLine(host.trim(), 255) || !hostPattern.test(host.trim())) errors[`${leg}.host`] = 'host';
    if (parsePort(port) === null) errors[`${leg}.port`] = 'port';
    if (leg === 'imap' ? sharesCredentials(fields) : usesNoSignIn(fields.smtp)) continue;
    if (!isLine(username, 320)) errors[`${leg}.username`] = 'username';
    const settings = stored?.[leg]?.settings;
    if (password === '' && !settings) errors[`${leg}.password`] = 'password';
    else if (password === '' && settings && !isSameServer(fields, leg, settings)) errors[`${leg}.password`] = 'passwordAgain';
    else if (/[\r\n\0]/.test(password)) errors[`${leg}.password`] = 'passwordText';
  }
  return errors;
};

/** The form as the bridge takes it. Passwords byte for byte; a leg without one keeps the stored one. */
export const changeOf = (fields: FormFields): AccountChangeInput => {
  const legs = configuredLegs(fields);
  const legOf = (leg: Leg) => {
    const { host, port, secure, allowUnencrypted } = fields[leg];
    const { password } = leg === 'imap' && sharesCredentials(fields) ? fields.smtp : fields[leg];
    return {
      host: host.trim(),
      port: parsePort(port) ?? 0,
      username: usernameOf(fields, leg),
      secure,
      allowUnencrypted: !secure && allowUnencrypted,
      ...(password === '' ? {} : { password }),
    };
  };
  const label = fields.label.trim();
  return {
    address: fields.address.trim(),
    ...(label === '' ? {} : { label }),
    ...(legs.includes('smtp') ? { smtp: { ...legOf('smtp'), pool: fields.smtp.pool } } : {}),
    ...(legs.includes('imap') ? { imap: legOf('imap') } : {}),
  };
};
