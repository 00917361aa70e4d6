/** Providers that print app passwords as four groups of four letters, and take them without the spaces. */
const providers = /(?:^|\.)(?:gmail|googlemail|google|yahoo|aol)\.(?:com|[a-z]{2}|co\.[a-z]{2})$/i;

/**
 * Whether a password has the known shape of an app password with the spaces it is printed with, at a provider that prints them so.
 * Only then they are left out; every other password is sent byte for byte.
 */
export const isSpacedAppPassword = (password: string, host: string): boolean =>
  /^[a-z]{4}(?: [a-z]{4}){3}$/i.test(password) && providers.test(host);
