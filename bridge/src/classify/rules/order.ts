import { recipientAbroad } from '../concepts/mail.ts';
import type { ReplyRule } from './rule.ts';

/** Wrong order or syntax of the dialogue: ours to mend, whatever the person typed. The phase tells what was out of order. */
export const orderRules: readonly ReplyRule[] = [
  {
    kind: 'server.protocol_violation',
    says: [
      /already (?:active|started|secured|in (?:tls|use)|using tls|running)|already (?:is|been) (?:secure|encrypted)|after starttls|starttls takes no|(?:during|inside|within|in the middle of|while in) (?:an? |the )?(?:(?:open|mail|running) )?(?:transaction|mail)\b/,
    ],
    stages: ['tls'],
    source: 'RFC 3207 §4',
  },
  {
    kind: 'server.protocol_violation',
    says: [
      /proxy (?:protocol|negotiation)|pre-?greet|before (?:my|the|our) (?:banner|greeting)|talk(?:s|ed|ing)? (?:too )?(?:soon|early|first)|did not wait for/,
    ],
    unless: [/log ?-?in|auth|password/],
    leg: 'smtp',
    source: 'Postfix postscreen and others that test for patience',
  },
  {
    kind: 'server.blocked_ip',
    says: [/\b(?:helo|ehlo)\b[^;]{0,60} blocked using/],
    leg: 'smtp',
    source: 'Postfix reject_rhsbl_helo',
  },
  {
    kind: 'auth.required',
    says: [/\bauth\b|authenticat|log(?:ged)? ?-?in\b|sign(?:ed)? ?-?in\b/, /first|before|need|must|demand|requir/],
    unless: [/check (?:your )?mail|\b(?:spf|dkim|dmarc)\b|bulk|policy|as owner|address|owner|as @/],
    codes: /^(?:50[0-9]|530)/,
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'RFC 4954 §6, Postfix, OpenSMTPD',
  },
  {
    kind: 'server.protocol_violation',
    says: [
      /\b(?:helo|ehlo)\b/,
      /bad|invalid|reject|fqdn|fully|forg|bogus|resolv|not found|syntact|literal|require|duplicate|first|send|say|need|need|denied|must|own|valid|you are not me|missing|not allowed|refus|malformed|spoof|impersonat|name used|violation/,
    ],
    unless: [/call-?(?:back|out)|blocked using|blacklist|relay denied|for relay|auth(?:entication)? (?:is )?required|block ?list/],
    leg: 'smtp',
    source: 'RFC 5321 §4.1.4; Postfix, Exchange 5.7.506, James',
  },
  {
    kind: 'server.protocol_violation',
    says: [
      /(?:host|domain|mta|client|greeting)[ -]?name/,
      /non-?ascii|illegal|malformed|syntax|invalid|not (?:a )?(?:valid|fully)|fully|fqdn|literal|underscore|characters?/,
    ],
    unless: [/resolv|look ?up|reverse|\bptr\b|\bdns\b|block|listed|not found|spam/],
    leg: 'smtp',
    stages: ['capabilities'],
    source: 'RFC 5321 §2.3.5: the name that a client greets with is not written as one',
  },
  {
    kind: 'server.protocol_violation',
    says: [
      /introduce yourself|polite people say|nested mail|sender already|mail (?:from )?(?:first|already)|already (?:given|specified|have) (?:a )?sender|(?:need|send|want) (?:a )?(?:mail|rcpt)\b|(?:mail|rcpt|data) (?:command )?(?:first|before)|out of (?:order|sequence)|(?:bad|wrong|improper|invalid) (?:command )?(?:sequence|order)|use of smtp command|pipelin/,
    ],
    unless: [/relay/],
    codes: /^(?:421|50|55[0-5] 5\.5|521|523)/,
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content'],
    source: 'RFC 5321 503',
  },
  {
    kind: 'server.protocol_violation',
    says: [
      /(?:unsupported|unrecogni[sz]ed|unknown|bad|invalid|illegal|too many|missing) (?:mail |rcpt |esmtp |command )?(?:option|param(?:eter)?|argument|keyword|extension|size|command)s?\b|(?:option|param(?:eter)?|extension)s?[^.;:]{0,30}(?:unsupported|not (?:supported|recogni[sz]ed|implemented|allowed)|disabled|unknown|invalid)|smtputf8|command (?:is )?too long|long command|(?:invalid|illegal|unexpected) (?:input|characters?)|enclosed in <|needs? an? (?:address|argument)/,
    ],
    unless: [/command (?:unrecogni[sz]ed|unknown): "?auth|user|account|mailbox|sender address|message contains/],
    leg: 'smtp',
    stages: ['sender', 'recipient', 'content', 'capabilities'],
    source: 'RFC 5321 500, 501, 504, 555',
  },
  {
    kind: 'server.protocol_violation',
    says: [/no recipients?(?: \(rcpt\))? (?:given|specified)|address (?:is )?too long/],
    stages: ['sender', 'content'],
    source: 'qmail, Postfix',
  },
  {
    kind: 'server.protocol_violation',
    says: [new RegExp(`no valid recipients|${recipientAbroad.source}`, 'u')],
    codes: /^503/,
    stages: ['content'],
    source: 'RFC 5321 503 to DATA',
  },
  {
    kind: 'server.protocol_violation',
    says: [
      /address syntax|syntax of (?:the )?address|angle brackets?|(?:conform|comply|compliant|according|adhere)\w{0,4}(?: to| with)? (?:the )?(?:rfc|syntax|grammar|standard)/,
    ],
    stages: ['sender'],
    source: 'RFC 3463 X.1.7',
  },
  {
    kind: 'server.protocol_violation',
    says: [
      /\baborted|bad protocol|(?:auth\w{0,20}|sasl|client|exchange)[^.;:]{0,30}(?:abort|cancel)|cancell?ed auth|(?:invalid|bad|no) challenge|another step|initial response|(?:sasl|auth\w{0,20}) (?:response|exchange)[^.;:]{0,20}(?:limit|long|exceed)|base64|decode|already (?:auth|logged ?in|signed)|during a (?:mail )?transaction|(?:only|not) (?:allowed )?(?:before|after|during) (?:the )?(?:mail|a )|identity change|(?:say|send|issue) (?:ehlo|helo)|(?:ehlo|helo) first|expects? (?:two|2)|needs? an? argument|(?:missing|too (?:many|few)|invalid|bad)[a-z ]{0,20} (?:argument|parameter)s?|unexpected (?:end|token|input)|invalid sasl argument|sasl argument/,
    ],
    unless: [/mechanism|user ?-?name|credential|log ?-?in (?:was|has been) |password|account/],
    stages: ['sign-in'],
    source: 'RFC 4954 §4, RFC 4422; RFC 9051 BAD',
  },
];
