import { blocked } from '../concepts/network.ts';
import { notSignedIn } from '../concepts/relay.ts';
import type { ReplyRule } from './rule.ts';

const outsideSignIn = ['greeting', 'capabilities', 'sender', 'recipient', 'content'] as const;

/**
 * What the caller's address is accused of: a missing reverse name, a list, its reputation. A cause of its own, whatever is rejected with
 * it.
 */
export const clientAddressRules: readonly ReplyRule[] = [
  {
    kind: 'auth.required',
    says: [/client host rejected/, notSignedIn],
    leg: 'smtp',
    stages: [...outsideSignIn, 'sign-in'],
    source: 'Postfix check_client_access with a text that names the cause',
  },
  {
    kind: 'server.blocked_ip',
    says: [
      /\bptr\b|\br-?dns\b|reverse[- ]?(?:dns|host ?name|look ?up|name|entry|ip)|pointer record|反向 ?dns|dns inverso|dns reverso|ip name (?:look ?up failed|possibly forged)|unverif(?:y|i)able sending ip|cannot find your (?:reverse )?host ?name|no reverse|dns ptr/,
    ],
    unless: [/relaying denied|\bhelo\b|\bdkim\b|rfc\.?5321 from|dedicated/],
    leg: 'smtp',
    stages: outsideSignIn,
    source: 'RFC 7372 X.7.25; Postfix reject_unknown_client, Gmail, iRedAPD',
  },
  {
    kind: 'server.blocked_ip',
    says: [
      /(?:sending|your|the|client|server|mail|remote|connecting|ip)['s ]{0,3} ?(?:ip|host|server|mta|network|address|relay|mail ?server)\b[^;]{0,50}(?:listed|block(?:ed|list)?|black ?-?list|reputation|\bon (?:spamcop|spamhaus|sorbs|barracuda)|spamhaus|spamcop|banned|open relay)|(?:servers?|hosts?|ip)(?: address(?:es)?)? (?:with|has|have) (?:a )?(?:bad|poor|low) reputation|ip in blacklist|ip (?:address )?(?:is )?(?:blacklisted|listed)|<ip> (?:is |was |has been )?(?:listed|blocked|blacklisted|banned)|messages? from <ip>|(?<!not an )open relay|from your network|behaviou?r spam[^;]{0,40}connection ip|ip reputation|reputation of the sending ip|banned sender ?<ip>|(?:too many|excessive) (?:unresolved|unknown|invalid|bad|non-?existent|undeliverable) (?:recipients?|users?|addresses)[^;]{0,20} from (?:your|this)|block(?:ed)? (?:for|due to) abuse|fix reverse|(?:deliver(?:y|ies)|mails?|e-?mail|messages?|connections?|traffic|smtp) from (?:[a-z]{2} \(?<ip>|<ip>|(?:your|this) (?:country|region|provider|network))[^;:]{0,30}(?:reject|refus|block|not accept|not allowed|denied)|(?:<ip>|your)[^;:]{0,40} (?:mailed|sent|written|delivered)[^;:]{0,20} (?:spam ?-?traps?|traps?\b)|too many (?:dns ?)?(?:block|black|deny)[- ]?lists|\(s77\d{1,20}\)/,
    ],
    unless: [
      /relay - |submissions not|(?:sender address|url|link|domain)[^;]{0,20}(?:listed|blocked|blacklist)|url|greylist|insecure mail relay/,
    ],
    leg: 'smtp',
    stages: outsideSignIn,
    source: 'blocklists of addresses, reputation services',
  },
  {
    kind: 'server.blocked_ip',
    says: [
      /(?:client|remote|connecting|sending) host[^;:]{0,20} (?:is |was )?(?:denied|rejected|refused|blocked|not (?:allowed|permitted|welcome))/,
    ],
    leg: 'smtp',
    stages: outsideSignIn,
    source: 'Postfix check_client_access: also where a recipient stands in front',
  },
  {
    kind: 'server.blocked_ip',
    says: [
      /ip-?adres|adresse ip|direccion ip|indirizzo ip|endereco ip|adresu? ip|ip-?адрес|ip ?(?:地址|アドレス)|您的ip|ip ?주소/,
      blocked,
    ],
    leg: 'smtp',
    stages: outsideSignIn,
    source: 'Gmail 4.7.0 and others in other languages',
  },
  {
    kind: 'server.blocked_ip',
    says: [/unusual rate of[^;]{0,40} from your ip/],
    leg: 'smtp',
    confidence: 'certain',
    source: 'Gmail 4.7.28, 5.7.28',
  },
];
