import type { Judgement } from './judgement.ts';
import type { ReplyEvidence } from './evidence.ts';
import { judgeTimeout } from './judge-timeout.ts';

/** What Node, OpenSSL and the libraries say in words where they give no code, or an older version lost it. */
const messages: readonly (readonly [RegExp, Judgement['kind']])[] = [
  [/wrong version number|unknown protocol|packet length too long|record layer failure/i, 'tls.plaintext_port'],
  [/http request/i, 'server.wrong_service'],
  [
    /unsupported protocol|alert protocol version|version too low|dh key too small|legacy sigalg|md too weak|key too small|no protocols available|legacy renegotiation|wrong signature type/i,
    'tls.protocol_too_old',
  ],
  [/altnames|not in the cert's list|is not cert's cn|does not contain a dns name|hostname mismatch/i, 'tls.hostname_mismatch'],
  [/certificate has expired|not yet valid|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/i, 'tls.expired'],
  [/self.signed certificate in certificate chain|SELF_SIGNED_CERT_IN_CHAIN/i, 'tls.untrusted_chain'],
  [/self.signed certificate|DEPTH_ZERO_SELF_SIGNED_CERT/i, 'tls.self_signed'],
  [
    /unable to verify the first certificate|unable to get (local )?issuer certificate|UNABLE_TO_(VERIFY|GET)|certificate (is not trusted|revoked)/i,
    'tls.untrusted_chain',
  ],
  [/certificate verify failed/i, 'tls.untrusted_chain'],
  [/before secure TLS connection was established|unexpected eof/i, 'net.reset'],
  [/SSL routines|alert handshake failure|handshake|secure TLS connection/i, 'tls.handshake_failed'],
  [/ENOTFOUND|EBADNAME|EAI_NONAME|ENODATA|name or service not known|nodename nor servname|no such host is known/i, 'net.dns_not_found'],
  [/EAI_AGAIN|ESERVFAIL|DNS lookup .* timed out|query\w+ ETIMEOUT/, 'net.dns_temporary'],
  [/ECONNREFUSED/, 'net.refused'],
  [/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/, 'net.unreachable'],
  [
    /ECONNRESET|EPIPE|socket hang up|ended by the other party|broken pipe|connection (was )?(ended|lost|terminated|aborted|dropped|reset)|(connection|unexpected(ly)?) clos|closed unexpectedly|connection not available/i,
    'net.reset',
  ],
  [/does not support starttls|upgrading connection with starttls/i, 'tls.starttls_unavailable'],
  [
    /missing credentials|no credentials|authentication info was not provided|please configure the login|no password configured/i,
    'auth.required',
  ],
  [/log(ging)? ?in is disabled/i, 'auth.requires_tls'],
  [/(unknown|unsupported) authentication (method|mechanism)|no (matching|supported) authentication method/i, 'auth.unsupported_mechanism'],
  [/invalid_grant|access token|refresh token/i, 'auth.oauth_token_invalid'],
  [/message size larger than allowed/i, 'message.too_large'],
  [/no recipients defined|misconfiguration|can ?not re-use|port should be|invalid url/i, 'config.invalid'],
];

/** Longer messages repeat a server's reply, which has been read already. */
const maxCharacters = 4000;

/** Reads an error that has neither a reply nor a telling code. BoringSSL writes its reasons with underscores. */
export const judgeMessage = (evidence: ReplyEvidence): Judgement | undefined => {
  const text = [evidence.error?.reason, evidence.error?.message].filter(Boolean).join(' ').slice(0, maxCharacters);
  const isAboutNames = /dns|query|getaddrinfo/i.test(text);
  if (!isAboutNames && /timed? ?out|timeout|greeting never received|required time/i.test(text)) return judgeTimeout(evidence);
  const spaced = text.replaceAll('_', ' ');
  const found = messages.find(([pattern]) => pattern.test(text) || pattern.test(spaced));
  return found && { kind: found[1], confidence: 'likely' };
};
