/** A message as somebody could send it, and words that a person has to see once it is open. */
export interface MailShape {
  subject: string;
  source: string;
  shows: string;
}

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What is forwarded, byte by byte. */
export const planPdf = Buffer.from('%PDF-1.4\n% the plan of the mill\n%%EOF\n');

type Write = (shows: string) => { type: string; body: string; encoding?: string; fields?: string[] };

const part = (fields: string, body: string): string => `--b\r\n${fields}\r\n\r\n${body}\r\n`;
const multipart = (subtype: string, ...parts: string[]) => ({ type: `multipart/${subtype}; boundary=b`, body: `${parts.join('')}--b--` });
const plain = 'Content-Type: text/plain; charset=utf-8';
const html = 'Content-Type: text/html; charset=utf-8';

/** The shapes that mail comes in, by name: how each writes what it shows. */
const shapes: Record<string, Write> = {
  'plain text': (shows) => ({ type: 'text/plain', body: shows }),
  'a plan to forward': (shows) =>
    multipart(
      'mixed',
      part(plain, shows),
      part(
        'Content-Type: application/pdf; name="plan.pdf"\r\nContent-Disposition: attachment; filename="plan.pdf"\r\nContent-Transfer-Encoding: base64',
        base64(planPdf),
      ),
    ),
  HTML: (shows) => ({ type: 'text/html; charset=utf-8', body: `<h1>Autumn</h1><p style="color:teal">${shows}</p>` }),
  alternatives: (shows) => multipart('alternative', part(plain, shows), part(html, `<p><b>${shows}</b></p>`)),
  'HTML in tables': (shows) => ({
    type: 'text/html',
    body: `<table width=600 bgcolor="#eee"><tr><td><table><tr><td>${shows}</td></tr></table></td></tr></table>`,
  }),
  'a picture inside': (shows) =>
    multipart(
      'related',
      part(html, `<p>${shows}</p><img src="cid:dot@mail.test" alt="dot">`),
      part('Content-Type: image/png\r\nContent-ID: <dot@mail.test>\r\nContent-Transfer-Encoding: base64', pixel),
    ),
  'a remote picture': (shows) => ({ type: 'text/html', body: `<p>${shows}</p><img src="https://pictures.invalid/a.png">` }),
  'quoted-printable': (shows) => ({
    type: 'text/plain; charset=iso-8859-1',
    encoding: 'quoted-printable',
    body: `${shows.replaceAll('=', '=3D')} Gr=FC=DFe`,
  }),
  base64: (shows) => ({ type: 'text/plain; charset=utf-8', encoding: 'base64', body: base64(`${shows} 👋`) }),
  'another charset': (shows) => ({
    type: 'text/plain; charset=koi8-r',
    encoding: 'base64',
    body: base64(Buffer.concat([Buffer.from(`${shows} `), Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4])])),
  }),
  'flowed text': (shows) => ({ type: 'text/plain; format=flowed; charset=utf-8', body: `${shows} \r\nand goes on.\r\n\r\n> quoted\r\n` }),
  'one long line': (shows) => ({ type: 'text/plain', body: `${shows} ${'long '.repeat(150)}` }),
  'a quote below': (shows) => ({ type: 'text/plain', body: `${shows}\r\n\r\nOn Monday Ada wrote:\r\n> What do you think?\r\n> Ada\r\n` }),
  'a list': (shows) => ({
    type: 'text/plain',
    body: shows,
    fields: ['List-Id: <garden.lists.test>', 'List-Unsubscribe: <mailto:leave@lists.test>'],
  }),
  'a forwarded message': (shows) =>
    multipart(
      'mixed',
      part(plain, shows),
      part('Content-Type: message/rfc822', 'From: carl@mail.test\r\nSubject: inside\r\n\r\nText of the one inside.'),
    ),
  'an invitation': (shows) =>
    multipart(
      'alternative',
      part(plain, shows),
      part(
        'Content-Type: text/calendar; method=REQUEST; charset=utf-8',
        'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@mail.test\r\nDTSTAMP:20261130T090000Z\r\nDTSTART:20261201T090000Z\r\nDTEND:20261201T100000Z\r\nSUMMARY:The mill\r\nORGANIZER:mailto:bob@mail.test\r\nEND:VEVENT\r\nEND:VCALENDAR',
      ),
    ),
  'a delivery report': (shows) =>
    multipart(
      'report; report-type=delivery-status',
      part(plain, shows),
      part(
        'Content-Type: message/delivery-status',
        'Reporting-MTA: dns; mail.test\r\n\r\nFinal-Recipient: rfc822; nobody@mail.test\r\nAction: failed\r\nStatus: 5.1.1',
      ),
    ),
  signed: (shows) =>
    multipart(
      'signed; micalg=pgp-sha256; protocol="application/pgp-signature"',
      part(plain, shows),
      part('Content-Type: application/pgp-signature', '-----BEGIN PGP SIGNATURE-----\r\n\r\nabc=\r\n-----END PGP SIGNATURE-----'),
    ),
  'from right to left': (shows) => ({ type: 'text/plain; charset=utf-8', encoding: '8bit', body: `${shows}\r\nשלום לכולם` }),
  'no structure at all': (shows) => ({ type: '', body: shows }),
};

/** One message of each shape; `round` keeps them apart from those of another round. */
export const writeShapes = (round: string): MailShape[] =>
  Object.entries(shapes).map(([name, write]) => {
    const subject = `${name} ${round}`;
    const shows = `You see ${name.toLowerCase()} of ${round}.`;
    const { type, body, encoding, fields = [] } = write(shows);
    const head = [
      'From: Bob Miller <bob@mail.test>',
      'To: ada@mail.test',
      `Subject: ${subject}`,
      `Message-ID: <${Buffer.from(subject).toString('hex')}@mail.test>`,
      'Date: Mon, 30 Nov 2026 09:00:00 +0000',
      ...fields,
      ...(type === '' ? [] : ['MIME-Version: 1.0', `Content-Type: ${type}`]),
      ...(encoding === undefined ? [] : [`Content-Transfer-Encoding: ${encoding}`]),
    ];
    return { subject, shows, source: `${head.join('\r\n')}\r\n\r\n${body}\r\n` };
  });
