import type { Leg } from '@kurrier/shared/account/connection';
import { planSecurity } from '@kurrier/shared/account/security-plan';
import type { welcomeWords } from '@kurrier/shared/words/pages/welcome';

export type SettingsFinding = keyof typeof welcomeWords.findings;

export interface TypedSettings {
  leg: Leg;
  host: string;
  port: string;
  secure: boolean;
  /** The hosts that the provider of the address names for this leg; null where none is known. */
  providerHosts: readonly string[] | null;
}

const portsOf: Record<Leg, ReadonlySet<number>> = { smtp: new Set([25, 465, 587, 2525]), imap: new Set([143, 993]) };
const hostName = /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/;

/** What can be said of typed settings without asking anybody; fields that are empty say nothing. */
export const checkSettings = ({ leg, host, port, secure, providerHosts }: TypedSettings): SettingsFinding[] => {
  const findings: SettingsFinding[] = [];
  const name = host.trim().toLowerCase().replace(/\.$/, '');
  if (name !== '' && !hostName.test(name)) findings.push('no-host');
  else if (name !== '' && providerHosts && !providerHosts.includes(name)) findings.push('not-the-providers');
  if (port.trim() === '') return findings;
  const number = Number(port);
  if (!/^\d{1,5}$/.test(port.trim()) || number < 1 || number > 65535) return [...findings, 'no-port'];
  if (number === 110 || number === 995) return [...findings, 'pop'];
  if (portsOf[leg === 'smtp' ? 'imap' : 'smtp'].has(number)) findings.push('other-leg');
  if (leg === 'smtp' && number === 25) findings.push('port-25');
  const { order } = planSecurity({ port: number, secure });
  if (order === 'plain-start') findings.push('not-secure');
  else if (order === 'find-out') findings.push('finds-out');
  else findings.push(order[0] === 'starttls' ? 'starts-tls' : 'tls-at-once');
  return findings;
};
