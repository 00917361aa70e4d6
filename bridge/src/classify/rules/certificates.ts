import type { ReplyRule } from './rule.ts';

/** A server that wants a certificate of the client says so instead of a handshake alert. */
export const certificateRules: readonly ReplyRule[] = [
  {
    kind: 'tls.handshake_failed',
    says: [/(?:client|peer|your|tls) certificate|certificate (?:of|from) (?:the )?client|client[^;]{0,30} certificate/],
    unless: [/not available|could not be loaded|temporar/],
    source: 'Postfix smtpd_tls_req_ccert, relays for known clients',
  },
  {
    kind: 'tls.handshake_failed',
    says: [/(?:tls|ssl) (?:handshake|negotiation) {0,2}(?:has |was )?(?:fail|error|not (?:complet|success)|abort)/],
    unless: [/temporar|later/],
    confidence: 'certain',
    source: 'servers that say of STARTTLS how it ended',
  },
  {
    kind: 'tls.handshake_failed',
    says: [/certificate/, /not trusted|expired|untrusted|verif|presented|unknown|invalid|required/],
    leg: 'smtp',
    stages: ['tls'],
    source: 'relays for known clients',
  },
];
