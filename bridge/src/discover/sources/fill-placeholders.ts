import type { MailAddress } from '../mail-address.ts';

/**
 * Fills the placeholders of an autoconfig file (draft-ietf-mailmaint-autoconfig), alone or composed, as in
 * `%EMAILLOCALPART%.%EMAILDOMAIN%`. Undefined when one is not known.
 */
export const fillPlaceholders = (template: string, { address, localPart, domain }: MailAddress): string | undefined => {
  const values: Record<string, string> = { EMAILADDRESS: address, EMAILLOCALPART: localPart, EMAILDOMAIN: domain };
  let isComplete = true;
  const filled = template.replaceAll(/%([A-Z]+)%/gi, (_placeholder, name: string) => {
    const value = values[name.toUpperCase()];
    if (value === undefined) isComplete = false;
    return value ?? '';
  });
  return isComplete ? filled : undefined;
};
