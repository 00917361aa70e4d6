import type { Account } from '@kurrier/shared/account/account';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { wantsNoSignIn } from '@kurrier/shared/account/no-sign-in';
import { legsOf } from './verdict-model.ts';

/** Refusals that another password can end. Elsewhere the same person has to do something else first. */
const endedByPassword: readonly Failure['kind'][] = ['auth.invalid_credentials', 'auth.app_password_required', 'auth.required'];

/**
 * The refused legs of an account that one password is asked for, together with each leg that shares its user name: they were entered as
 * one, and stay one. Legs that sign in with tokens, or not at all, have no password.
 */
export const refusedLegs = (account: Account, leg: Leg): Leg[] => {
  const refused = legsOf(account).filter(
    ({ leg: name, settings, status }) =>
      account[name]?.credential !== 'token' &&
      !wantsNoSignIn(settings) &&
      status.state === 'failed' &&
      endedByPassword.includes(status.failure.kind),
  );
  const own = refused.find((view) => view.leg === leg);
  return own ? refused.filter(({ settings }) => settings.username === own.settings.username).map((view) => view.leg) : [];
};
