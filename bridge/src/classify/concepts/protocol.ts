/** A command or an answer that the protocol does not know here. */
export const protocolError =
  /syntax|(?:unrecogni[sz]ed|unknown|unimplemented|bad|invalid|illegal) (?:imap )?(?:command|sequence|argument|parameter|base64|characters?|state|tag|helo|ehlo|input|domain name)|command (?:unrecogni[sz]ed|not (?:implemented|recogni[sz]ed)|error|unknown)|not implemented|invalid state|already (?:auth|specified|logged)|argument|parameters?\b|protocol (?:error|synch|violation)|synchroni[sz]ation|pipelin|base64|too many (?:errors|unrecogni[sz]ed|bad commands|syntax|nonsense|invalid commands|unknown commands|protocol)|error in imap command|clientbug|need fully-qualified|helo command rejected|stray newline|line too long|could not decode|cannot decode|talk too soon|缺少|参数/;

/** A way of signing in … */
export const mechanism =
  /mechanism|auth(?:entication|entification)?[- ](?:type|methods?|mode|scheme)|methode d'authentification|authentifizierungs(?:methode|verfahren)|metodo de autentica|metodo di autenticazione|метод аутентиф|认证方式|認証方式|auth mode/;

/** … that is not there. */
export const unsupported =
  /not (?:supported|available|enabled|implemented|allowed|advertised|recogni[sz]ed|offered)|un(?:supported|recogni[sz]ed|known|implemented|available)|no (?:\w{1,20} )?(?:mechanism|method)s? |disabled|invalid|too weak|nicht unterst|non (?:supporte|pris en|supportato)|no (?:soportad|compatible)|nao suportad|nieobslugiwan|не поддержив|不支持|サポートされ|지원하지/;

/** AUTH itself is not there. */
export const authNotThere =
  /\bauth(?:entication|enticate)?(?: plain| login| cram-md5)?(?: command)?(?: used when)? (?:is )?(?:currently )?(?:not (?:enabled|advertised|available|allowed|supported|implemented|recogni[sz]ed)|unavailable|disabled)|(?:un(?:recogni[sz]ed|known)|bad|invalid) command:? "?auth|command unrecogni[sz]ed: "?auth|\b(?:plain|login|cram-md5|digest-md5|ntlm|gssapi|scram-sha-\d{1,20}) is (?:not (?:supported|available|offered)|unsupported)|logon method disabled|\blogin is disabled\b|^auth unknown/;
