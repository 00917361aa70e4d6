import { parseMailto } from '@kurrier/shared/mail/mailto-link';
import type { UnsubscribeWay } from '@kurrier/shared/mail/unsubscribe';
import { fieldsNamed } from '../../codes/header-lines.ts';
import type { SenderJudgement } from '../../codes/judge-sender.ts';

/** More ways are not looked at. */
const mostWays = 10;
const [longestSubject, longestText] = [200, 2_000];
/** The one body that RFC 8058 §3.2 knows. */
export const oneClickBody = 'List-Unsubscribe=One-Click';

const addressesIn = (field: string): URL[] =>
  [...field.matchAll(/<([^<>]{1,4000})>/g)].slice(0, mostWays).flatMap(([, text]) => URL.parse(text!.replace(/\s+/g, '')) ?? []);

/** https, by name, on its usual port, for nobody in particular. */
const isPlainHttps = ({ protocol, port, username, password, hostname }: URL): boolean =>
  protocol === 'https:' && port === '' && username === '' && password === '' && /[a-z]/i.test(hostname.split('.').at(-1) ?? '');

/**
 * Whether a signature that passed covers both fields (RFC 8058 §4): every DKIM-Signature of a domain that passed names them, so that one that
 * nobody checked cannot speak for another.
 */
const isSigned = (header: string, dkimDomains: readonly string[]): boolean => {
  const signatures = fieldsNamed(header, 'dkim-signature').map((field) => {
    const tags = new Map(
      field.split(';').map((tag) => [
        tag
          .slice(0, Math.max(0, tag.indexOf('=')))
          .trim()
          .toLowerCase(),
        tag.slice(tag.indexOf('=') + 1),
      ]),
    );
    const covered = (tags.get('h') ?? '').toLowerCase().replace(/\s/g, '').split(':');
    return {
      domain: (tags.get('d') ?? '').trim().toLowerCase(),
      coversBoth: covered.includes('list-unsubscribe') && covered.includes('list-unsubscribe-post'),
    };
  });
  return dkimDomains.some((domain) => {
    const own = signatures.filter((signature) => signature.domain === domain);
    return own.length > 0 && own.every(({ coversBoth }) => coversBoth);
  });
};

/**
 * How the list of a message can be left. One click only as RFC 8058 has it: one field of each name, one https address, a DKIM signature
 * that passed by the word of the receiving server and covers both. Everything else is shown, and never opened by itself.
 */
export const planUnsubscribe = (header: string, sender: SenderJudgement): UnsubscribeWay => {
  const fields = fieldsNamed(header, 'list-unsubscribe');
  const [field] = fields;
  if (field === undefined || sender.state === 'refused') return { way: 'none' };
  const addresses = addressesIn(field);
  const posts = fieldsNamed(header, 'list-unsubscribe-post');
  const https = addresses.filter(({ protocol }) => protocol === 'https:');
  const [target] = https;
  const isOneClick = fields.length === 1 && posts.length === 1 && posts[0] === oneClickBody && https.length === 1;
  if (isOneClick && isPlainHttps(target!) && isSigned(header, sender.dkimDomains))
    return { way: 'one-click', host: target!.hostname, url: target!.href };
  if (target && isPlainHttps(target)) return { way: 'link', host: target.hostname, url: target.href };
  const mail = addresses.find(({ protocol }) => protocol === 'mailto:');
  const { to, subject, text } = (mail && parseMailto(mail.href)) ?? { to: '', subject: '', text: '' };
  return /^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(to)
    ? { way: 'mail', to, subject: subject.slice(0, longestSubject), text: text.slice(0, longestText) }
    : { way: 'none' };
};
