/** How programs write the server's reply into their own sentences, and what it was: read in this order. */
const wrappers: readonly (readonly [RegExp, string])[] = [
  // Python: `(535, b'5.7.8 Not accepted')`, `('NO', [b'[NONEXISTENT] Unknown mailbox'])`.
  [/\((?<code>[45]\d\d), {0,3}b?'(?<words>[^']{0,2000})'/g, '$<code> $<words>'],
  [/\((?<code>[45]\d\d), {0,3}b?"(?<words>[^"]{0,2000})"/g, '$<code> $<words>'],
  [/\('(?<status>NO|BAD|BYE)', {0,3}\[b?'(?<words>[^']{0,2000})'/g, '$<status> $<words>'],
  [/\('(?<status>NO|BAD|BYE)', {0,3}\[b?"(?<words>[^"]{0,2000})"/g, '$<status> $<words>'],
  [
    /response status "?OK"? expected, but "?(?<status>NO|BAD|BYE)"? received\. Data: \[b?['"](?<words>[^'"\n]{0,2000})['"]/gi,
    '$<status> $<words>',
  ],
  // Roundcube: `SMTP Error (535): Not accepted`; PEAR: `[SMTP: … (code: 535, response: 5.7.8 Not accepted)]`.
  [/\((?<code>[45]\d\d)\): (?=\S)/g, '$<code> '],
  [/\(code: ?(?<code>[45]\d\d), ?response: ?(?<words>[^)\n]{0,2000})\)/g, '$<code> $<words>'],
  [/response code (?:received )?from (?:the )?server \((?<code>[45]\d\d)\)/gi, 'response: $<code> .'],
  // PHPMailer takes the reply apart: `Detail: message file too big SMTP code: 552 Additional SMTP info: 5.3.4`.
  [
    /\bDetail: (?<words>[^\n]{1,2000}?)\s{1,4}SMTP code: (?<code>[45]\d\d)(?:\s{1,4}Additional SMTP info: (?<enhanced>[45]\.\d{1,3}\.\d{1,3}))?/g,
    '$<code> $<enhanced> $<words>',
  ],
  // Swift Mailer and Symfony repeat the code in the message; others name only the code.
  [/expected (?:\w{4,8} )?code "?[\d/]{3,20}"? but got (?:an empty response|code "", with message "")/gi, 'got an empty response'],
  [/expected response code "?[\d/]{3,20}"? but got (?:code )?"?[\d ]{3,8}"?,? with message "?/gi, ''],
  [/expected (?:\w{4,8} )?code "?[\d/]{3,20}"?,? (?:but )?got (?:code )?"?(?<code>[45]\d\d)"?/gi, 'got: $<code> .'],
  // .NET says what the code means and leaves it out.
  [/(?<=(?:unavailable|failed|processing|allowed)\. the server response was:? )(?=(?<digit>[45])\.\d{1,3}\.\d{1,3} )/gi, '$<digit>50 '],
  [/(?<=(?:unavailable|failed|processing|allowed)\. the server response was:? )(?=[a-z])/gi, '550 '],
  // Perl names the file; Mail::IMAPClient writes NO before its own words, too.
  [/ at \/?[^\s"'()]{1,200} line \d{1,6}\.?(?=\s|$)/g, ''],
  [/\bNO (?=not connected\b)/g, ''],
  [/\bb'(?=[A-Z[\d])/g, "'"],
  [/\\r?\\n/g, '\n'],
];

/**
 * Writes a reply that a program put into its own sentence as the server sent it: the code or status first, then the words. Linear in the
 * length of the text.
 */
export const unwrapPastedText = (text: string): string =>
  wrappers.reduce((unwrapped, [pattern, reply]) => unwrapped.replace(pattern, reply), text);

/**
 * Java, MailKit and mail programs show `5.7.8 Not accepted`: the enhanced code tells the first digit of the reply code that is missing.
 * What .NET says in front of one decides by itself whether it is read.
 */
export const withReplyCode = (text: string): string =>
  text.replace(/(?<!response was:? {0,3})(?<=^|[:\n] {0,3})(?=(?<digit>[45])\.\d{1,3}\.\d{1,3} \S)/, '$<digit>50 ');
