import type { Stage, FailureKind } from '@kurrier/shared/failure/failure';
import { credentials, refused } from '../concepts/credentials.ts';
import { microsoft } from './providers.ts';
import type { ReplyRule } from './rule.ts';

const inMail: readonly Stage[] = ['sender', 'recipient', 'content'];

/** What a code means at one provider, whatever the words beside it; elsewhere the same code means something else, or nothing. */
const meaning = (kind: FailureKind, codes: RegExp, more: Pick<ReplyRule, 'source'> & Partial<ReplyRule>): ReplyRule => ({
  kind,
  says: [],
  codes,
  ...more,
});

/** https://support.google.com/a/answer/3726730 lists them. */
const gmailCodes: readonly ReplyRule[] = [
  meaning('auth.app_password_required', /5\.7\.9$/, { stages: ['sign-in'], confidence: 'certain', source: 'Gmail 5.7.9' }),
  meaning('auth.web_login_required', /5\.7\.14$/, { stages: ['sign-in'], confidence: 'certain', source: 'Gmail 5.7.14' }),
  meaning('server.rate_limited', /5\.4\.5$/, { stages: inMail, confidence: 'certain', source: 'Gmail 5.4.5: the day’s limit' }),
  meaning('server.rate_limited', /^(?:NO|BYE)/, {
    leg: 'imap',
    says: [/\[overquota\]/],
    unless: [/storage|mailbox|disk/],
    source: 'Gmail: commands or bytes of a day; a full mailbox is refused when mail is stored',
  }),
].map((rule) => ({ ...rule, providers: ['gmail'], learntFrom: ['google'] }));

/** https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online lists them. */
const microsoftCodes: readonly ReplyRule[] = [
  meaning('auth.account_locked', /5\.1\.8$/, { stages: inMail, source: '5.1.8: bad outbound sender' }),
  meaning('server.rate_limited', /5\.1\.90$/, { stages: inMail, source: '5.1.90: the day’s recipients' }),
  meaning('sender.not_authorized', /5\.(?:2\.252|7\.60)$/, { stages: inMail, source: '5.2.252, 5.7.60: SendAs denied' }),
  meaning('auth.account_locked', /5\.7\.(?:50[1-3]|703|705)$/, {
    stages: inMail,
    source: '5.7.501 to 503, 703, 705: the account or tenant is blocked',
  }),
  meaning('server.blocked_ip', /5\.7\.(?:511|60[6-9]|6[1-4]\d|708)$/, {
    stages: ['greeting', 'capabilities', ...inMail],
    source: '5.7.511, 5.7.606 to 649, 708: the address of the sending computer',
  }),
  meaning('sender.rejected', /5\.7\.(?:509|750)$/, { stages: inMail, source: '5.7.509 DMARC, 750 unregistered domains' }),
  meaning('auth.required', /5\.7\.57$/, { stages: inMail, source: '5.7.57: not signed in' }),
].map((rule) => ({ ...rule, providers: microsoft, confidence: 'certain' as const, learntFrom: ['microsoft'] }));

/** At GMX and WEB.DE a mailbox that is closed to mail programs refuses the right password in the same words as a wrong one. */
const closedLooksWrong = (leg: 'smtp' | 'imap'): ReplyRule => ({
  kind: 'auth.invalid_credentials',
  second: leg === 'imap' ? 'auth.imap_disabled' : 'auth.smtp_auth_disabled',
  says: [/^.{0,120}$/, credentials, refused],
  unless: [/imap|pop|smtp|disabled|blocked|locked|expired/],
  confidence: 'guess',
  leg,
  stages: ['sign-in'],
  providers: ['gmx', 'gmx-com', 'web-de'],
  source: 'https://hilfe.gmx.net/pop-imap/einschalten.html',
  learntFrom: ['1and1-gmx-webde'],
});

/** Codes and words of a known provider that others use for something else. Read before what they mean in general. */
export const providerCodeRules: readonly ReplyRule[] = [
  ...gmailCodes,
  ...microsoftCodes,
  closedLooksWrong('smtp'),
  closedLooksWrong('imap'),
];
