import type { FailureKind } from '@kurrier/shared/failure/failure';
import { localMessages } from './local-messages.ts';
import { systemErrorsAbroad } from './system-errors-abroad.ts';

/** A program that says no more than that it could not connect; where it names a reason behind that, the reason counts. */
export const couldNotConnect =
  /(?:could not|couldn't|failed to|cannot|can't|unable to) (?:connect|open (?:a )?connection|reach|establish)|connect(?:ion)?(?:\(\))? (?:attempt )?failed|error (?:while )?connecting|connection (?:to|with) (?:the |your )?[\w .-]{2,60} (?:has |was )?failed|connection[^.]{0,40} (?:could not|couldn't|cannot|can't) be (?:established|made|opened)/i;

/**
 * What Node, OpenSSL and the libraries say in words where they give no code, or an older version lost it; and what programs in Go, Rust,
 * Java, .NET, Python and PHP print of the same. The first that fits decides; BoringSSL writes its reasons with underscores.
 */
export const messages: readonly (readonly [RegExp, FailureKind])[] = [
  [
    /wrong version number|unknown protocol|packet length too long|record layer failure|first record does not look like a tls|corrupt message of type|invalidcontenttype|unrecognized ssl message|unexpected packet format|not an ssl\/tls record|plaintext connection\?|frame size or format|unexpected tls packet|sec_e_invalid_token|typically reserved for plain-?text|rx[ _]record[ _]too[ _]long|invalid ssl record|bad record type|unexpected[ _](?:tls[ _])?packet[ _]length|packet with unexpected length/i,
    'tls.plaintext_port',
  ],
  [/http request|\bssh-\d\.\d/i, 'server.wrong_service'],
  // RFC 2449: what POP3 says of the same.
  [/\[login-delay\]/i, 'server.rate_limited'],
  [/\[in-use\]|-err[^;]{0,40}\b(?:locked by|in use)\b/i, 'server.temporary_failure'],
  [
    /unsupported protocol|protocol.version|version too low|dh key too small|legacy sigalg|md too weak|key too small|no protocols available|legacy renegotiation|wrong signature type|no appropriate protocol|protocol version not supported|protocol is disabled|algorithm[ _]mismatch|unsupported (?:tls |ssl )?(?:protocol )?version|illegal or unsupported version|peerincompatible|peer is incompatible|peerprotocolversion|handshake failed \(-9836\)|no common (?:protocol|version)/i,
    'tls.protocol_too_old',
  ],
  [
    /altnames|hostname_check_failed|name ?mismatch|host ?name ?mismatch|handshake failed \(-9843\)|not in the cert's list|is not cert's cn|does not contain a dns name|hostname mismatch|name mismatch|remotecertificatenamemismatch|certificate is (?:not )?valid for [^;]{1,400}, not |is not valid for '|notvalidforname|no subject alternative (?:dns )?names?|did not match expected cn|no name matching|doesn't match any of the subject|cannot validate certificate for|name (?:in the certificate )?does not match|no (?:alternative )?certificate subject name|subject name[^.]{0,40} (?:does not|did not|doesn't) match|wrong[ _]?principal|target principal name|cn[ _]no[ _]match|bad[ _]cert[ _]domain|hostnamemismatch|host ?name verification failed|ip sans|legacy common name|(?:not|n't) valid for (?:the |this )?(?:host|name|domain|server)|only valid for|common ?name mis-?match|mis-?match[^.]{0,30}(?:host|common|subject|server) ?name|(?:host|domain|server|common|subject)[ -]?name.{0,100} (?:does not|doesn't|did not|didn't|do not) (?:match|agree|correspond|fit)|(?:certificate|owner).{0,100} (?:does not|doesn't|didn't|did not) match.{0,40}(?:host|name|domain)|certificate (?:is )?(?:for|issued to) (?:a )?(?:different|another) (?:host|name)/i,
    'tls.hostname_mismatch',
  ],
  [
    /certificate has expired|not[ _]time[ _]valid|\basn date error|certificate[^.]{0,60}not yet activ|not yet activ\w{0,5} certificate|handshake failed \(-981[45]\)|not yet valid|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificateexpired|expired certificate|certificate expired|invalid ?peer ?certificate: expired|notafter|nottimevalid|cert[ _](?:has[ _])?expired|expired[ _]certificate|chain uses expired|certexpired|zertifikat ist abgelaufen|certificat a expire|certificado (?:ha )?(?:caducad|expirad)/i,
    'tls.expired',
  ],
  [/self.signed certificate in (?:the )?(?:certificate )?chain|SELF_SIGNED_CERT_IN_CHAIN/i, 'tls.untrusted_chain'],
  [/self.?signed|DEPTH_ZERO_SELF_SIGNED_CERT|caused by a self signed/i, 'tls.self_signed'],
  [
    /unable to verify the first certificate|unable to get (?:local )?issuer certificate|UNABLE_TO_(?:VERIFY|GET)|certificate (?:is not trusted|revoked)|unknown (?:authority|issuer|ca)\b|unknownissuer|pkix path|valid certification path|untrustedroot|partialchain|remotecertificatechainerrors|not trusted by the trust provider|trust anchor|untrusted[ _]?(?:root|issuer)|authority that is not trusted|issuer is unknown|certificate is not trusted|unknown[ _]issuer|chain to a trusted|revoked[ _]certificate|certchaininvalid|no signer error|handshake failed \(-98(?:07|08|12|13)\)/i,
    'tls.untrusted_chain',
  ],
  [/certificate verify failed|remote certificate (?:is|was) (?:invalid|rejected)|certificate failure/i, 'tls.untrusted_chain'],
  // What Active Directory says of a refused bind: https://learn.microsoft.com/windows/win32/debug/system-error-codes in hexadecimal.
  [/acceptsecuritycontext error, data (?:525|52e)\b/i, 'auth.invalid_credentials'],
  [/acceptsecuritycontext error, data (?:530|531)\b/i, 'auth.policy_denied'],
  [/acceptsecuritycontext error, data (?:532|533|701|773|775)\b/i, 'auth.account_locked'],
  [/rcpt failed: ?5/i, 'recipient.rejected'],
  [/(?:client|your|my) certificate|certificate (?:required|request)/i, 'tls.handshake_failed'],
  [
    /(?:certificate|\bcert\b)[^.]{0,80}(?:invalid|(?:not|n't|un)[ -]?(?:be )?(?:trusted|verified|validated|known|accepted)|verif\w{0,20}[^.]{0,20}fail|validation[^.]{0,20}fail|known issuer|untrusted|rejected|refused|revo(?:ked|cation)|issuer|authority|self[ -]issued|problem|error)|(?:problem|error|trouble)[^.]{0,20}(?:the|its|server|peer)[^.]{0,10}certificate\b|(?:invalid|untrusted|unverified|unacceptable|bad)[^.]{0,20}(?:certificate|\bcert\b)|(?:could not|cannot|can't|unable to|failed to) (?:verify|validate|trust)[^.]{0,40}(?:certificate|identity)/i,
    'tls.untrusted_chain',
  ],
  [
    /requested ssl level failed|use[ _]ssl[ _]failed|missing[ _]requirement[^}]{0,100}\btls\b|(?:not|n't) support secure connections|(?:not|n't|no|without|never)[^.]{0,40}(?:advertis|support|offer|announc|provid|allow|accept|capab)\w{0,20}[^.]{0,40}(?:starttls|stls)|starttls[^.]{0,50}(?:not|n't|no|un)[ -]?(?:be )?(?:advertis|support|offer|announc|provid|available|accept|implement|found|recogni)/i,
    'tls.starttls_unavailable',
  ],
  [
    /got an empty response|\(code: ?-1\)?,? ?response: ?\)|(?:server -> client|from server): {0,2}\r?\n|\beof caught|\bnot connected\b(?! to)|(?:socket|session|stream) (?:was |is |has been )?closed|clos(?:ed|ing) (?:the |our |its |this )?(?:connection|socket|session)|before secure TLS connection was established|close_notify|end of file reached|errsslclosed\w{1,20}|handshake failed \(-98(?:05|06|16)\)|\{error, ?closed\}|unexpected[ _]eof|unexpected end of file|eof occurred|socket error: eof|forcibly closed|terminated the handshake|non-properly terminated|(?:unexpectedly |has )disconnected|disconnected (?:unexpectedly|by)|lost connection|closed the transport|unable to read data from the transport/i,
    'net.reset',
  ],
  [/(?:upgrade to (?:tls|ssl)|starttls(?: (?:command|negotiation|upgrade))?) (?:has )?failed/i, 'tls.starttls_unavailable'],
  [
    /(?:\bssl|\btls)(?:\/(?:ssl|tls))? (?:failure|negotiation|negotiate)|alert handshake failure|neither tls nor starttls|handshake|remote error: tls|bad certificate|certificate required|fatal alert|(?:tls|ssl) alert|secure TLS connection|ssl operation failed|ssl or tls connection|SSL routines/i,
    'tls.handshake_failed',
  ],
  [
    /missing credentials|no credentials|authentication info was not provided|please configure the login|no password (?:configured|specified)|missing secret (?:key|phrase)|missing[ _]requirement[^}]{0,100}\bauth\b/i,
    'auth.required',
  ],
  [
    /EAI_AGAIN|ESERVFAIL|DNS lookup .{0,80} timed out|query\w{1,20} ETIMEOUT|temporary failure in name resolution|server misbehaving|(?:look-?up|resol\w{1,20}|dns)[^.]{0,60}(?:try again|temporar|timed? ?out|servfail)/i,
    'net.dns_temporary',
  ],
  [
    /ENOTFOUND|EBADNAME|EAI_NONAME|ENODATA|name or service not known|nodename nor servname|no such host|unknownhost|getaddrinfo failed|(?:dns|address) lookup failed|could not (?:resolve|be resolved)|unknown host|host(?:name)? (?:could )?not (?:be )?(?:found|resolved)|no address associated with hostname|failed to lookup address|no data (?:record )?of (?:the )?requested type|wsano[ _]data|nxdomain|unresolved ?address|(?:host|server|domain) [^\s]{1,255} (?:could|can) ?(?:not|n't) be (?:found|resolved|located)|no ?such ?(?:record|domain|name)|(?:cannot|could not|can't|couldn't|unable to|failed to) (?:locate|find|look ?up|resolve)[^.]{0,20}(?:host|server|address|name|domain)|failed host ?look-?up|(?:host|server|domain)(?: ?name)? (?:does not|doesn't) exist|unresolv\w{1,20} (?:host|name|address)|hostname [^.]{0,80} (?:not|n't) (?:be )?(?:resolv|found|known)|no address (?:found|record)|(?:server|host)(?: name)?[^.]{0,40} (?:cannot|could not|can't) be found on the network/i,
    'net.dns_not_found',
  ],
  [
    /missing (?:\w{2,12} ){0,3}(?:setting|host|server name|parameter)|(?:host|server|port)(?: ?name)? (?:setting )?(?:is |was )?(?:missing|empty|not (?:set|configured|given|specified|filled))\b/i,
    'config.invalid',
  ],
  [
    /ECONNREFUSED|connection (?:was )?refused|refus\w{1,3} (?:the |our |your |its |this )?connection|(?:did not|does not|didn't|won't|refused to) accept (?:our |the |any |your )?(?:requests? to connect|connections?)|actively refused|verbindung (?:wurde )?(?:verweigert|abgelehnt)/i,
    'net.refused',
  ],
  [
    /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|no route to host|network is (?:unreachable|down)|(?:host|network|server) (?:is |was )?(?:down|unreachable)|unreachable (?:host|network)|interfaces? (?:is |are )?(?:\w{3,6} )?down|cannot assign requested address/i,
    'net.unreachable',
  ],
  [
    /ECONNRESET|EPIPE|socket hang up|ended by the other party|broken pipe|reset by peer|connection reset|connection (?:was )?(?:ended|lost|terminated|aborted|dropped)|(?:connection|unexpected(?:ly)?) clos|closed unexpectedly|connection not available|established connection was aborted|^eof$|: eof$/i,
    'net.reset',
  ],
  [
    /does(?:n't| not) support (?:the )?(?:starttls|"starttls")|upgrading connection with starttls|starttls (?:extension )?(?:is )?not supported|starttls is required|unable to start tls/i,
    'tls.starttls_unavailable',
  ],
  [
    /(?:doesn't|does not) support auth|auth extension not supported|smtp auth(?:entication)? is not supported/i,
    'auth.unsupported_mechanism',
  ],
  [/log(?:ging)? ?in is disabled|unencrypted connection/i, 'auth.requires_tls'],
  [
    /(?:unknown|unsupported) authentication (?:method|mechanism)|no (?:matching|supported|common) authentication m|no (?:\w{4,10} )?authenticators? (?:is |are )?(?:available|found|left)|no (?:usable|suitable|common|worthy|acceptable|matching|supported) (?:sasl )?mech|requires sasl\b/i,
    'auth.unsupported_mechanism',
  ],
  [
    /invalid_grant|access token|refresh token|"schemes" ?: ?"bearer|\btokens? (?:(?:has|have|was|were|is|are) )?(?:been )?(?:expired|revoked|rejected)|(?:xoauth2?|oauthbearer) (?:authentication |log-?in |sign-?in )?(?:has |was )?(?:failed|failure|rejected|refused|denied)/i,
    'auth.oauth_token_invalid',
  ],
  [/connect(?:ed|ion)? (?:to|with) (?:the |your )?web ?mail\b/i, 'auth.web_login_required'],
  [
    /\bis not writable|(?:mailbox|folder|inbox)\W{0,4}(?:is |was )?(?:opened )?read-?only|(?:mailbox|folder) selection failed/i,
    'mailbox.not_found',
  ],
  ...systemErrorsAbroad,
  ...localMessages,
  [couldNotConnect, 'net.refused'],
  [
    /unexpected \w{3,5}-server response|weird server reply|illegal in state|syntax error, command|(?:unrecogni[sz]ed|unknown) command\b|command (?:is |was )?(?:not |un)recogni[sz]ed|bad sequence of commands|(?:need|needs|missing|want|expected) (?:a )?rcpt\b/i,
    'server.protocol_violation',
  ],
  [/message size larger than allowed/i, 'message.too_large'],
  [/no recipients defined|misconfiguration|can ?not re-use|port should be|invalid url/i, 'config.invalid'],
];
