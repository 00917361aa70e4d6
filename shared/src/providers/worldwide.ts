import { chatmail, configurations, ispdb, kition, mailcore, quillbox, seen, zones } from './evidence.ts';
import {
  appPassword,
  appPasswordFor2Step,
  enableImap,
  imaps,
  imapStarttls,
  localPart,
  oauthOnly,
  paidPlan,
  smtps,
  submission,
} from './provider.ts';
import type { Provider } from './provider.ts';

/** Providers with addresses of their own and users in every part of the world. */
export const worldwide: readonly Provider[] = [
  {
    id: 'gmail',
    name: 'Gmail',
    domains: 'gmail.com googlemail.com',
    mx: 'google.com googlemail.com',
    imap: [imaps('imap.gmail.com')],
    smtp: [smtps('smtp.gmail.com'), submission('smtp.gmail.com')],
    oauth: 'accounts.google.com',
    prepare: [appPassword('https://myaccount.google.com/apppasswords')],
    page: 'https://support.google.com/mail/answer/7126229',
    lookedUp: {
      servers: seen('2026-11-25', ispdb('gmail.com'), quillbox, mailcore),
      prepare: seen('2026-11-25', chatmail('gmail')),
      mx: seen('2026-11-25', mailcore),
    },
  },
  {
    id: 'outlook',
    name: 'Outlook.com',
    domains:
      'outlook.com hotmail.com live.com msn.com windowslive.com outlook.de outlook.fr outlook.es outlook.it outlook.at outlook.be outlook.dk outlook.jp outlook.com.br outlook.com.ar outlook.com.au outlook.in outlook.ie hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es hotmail.nl hotmail.be hotmail.se hotmail.no hotmail.dk hotmail.fi hotmail.ca hotmail.com.br hotmail.com.ar hotmail.com.tr hotmail.co.jp live.co.uk live.fr live.de live.it live.nl live.be live.se live.no live.dk live.ca live.cn live.jp live.com.au live.com.mx live.com.ar',
    mx: 'olc.protection.outlook.com',
    imap: [imaps('outlook.office365.com')],
    smtp: [submission('smtp-mail.outlook.com')],
    oauth: 'login.microsoftonline.com',
    bridge: 'davmail',
    prepare: [
      oauthOnly(
        'https://support.microsoft.com/office/modern-authentication-methods-now-needed-to-continue-syncing-outlook-email-in-non-microsoft-email-apps-c5d65390-9676-4763-b41f-d7986499a90d',
      ),
    ],
    page: 'https://support.microsoft.com/office/pop-imap-and-smtp-settings-for-outlook-com-d088b986-291d-42b8-9564-9c414e2aa040',
    lookedUp: { servers: seen('2026-11-25', ispdb('hotmail.com')), prepare: seen('2026-11-25', ispdb('hotmail.com')) },
  },
  {
    id: 'microsoft-365',
    name: 'Microsoft 365',
    domains: 'onmicrosoft.com office365.com',
    mx: 'mail.protection.outlook.com mx.microsoft',
    imap: [imaps('outlook.office365.com')],
    smtp: [submission('smtp.office365.com')],
    oauth: 'login.microsoftonline.com',
    bridge: 'davmail',
    prepare: [
      {
        need: 'oauth-only',
        legs: ['imap'],
        url: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online',
      },
      {
        need: 'passwords-ending',
        legs: ['smtp'],
        date: '2026-12-31',
        url: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
      },
    ],
    page: 'https://support.microsoft.com/office/pop-imap-and-smtp-settings-8361e398-8af4-4e97-b147-6c6c4ac95353',
    lookedUp: {
      servers: seen('2026-11-25', ispdb('office365.com')),
      prepare: seen(
        '2026-11-25',
        ispdb('office365.com'),
        'https://techcommunity.microsoft.com/blog/exchange/updated-exchange-online-smtp-auth-basic-authentication-deprecation-timeline/4489835',
      ),
      mx: seen('2026-11-25', zones),
    },
  },
  {
    id: 'icloud',
    name: 'iCloud Mail',
    domains: 'icloud.com me.com mac.com',
    mx: 'mail.icloud.com',
    signsInWithItsOwnAddress: true,
    imap: [imaps('imap.mail.me.com', localPart)],
    smtp: [submission('smtp.mail.me.com')],
    prepare: [appPassword('https://support.apple.com/102654')],
    page: 'https://support.apple.com/102525',
    lookedUp: { servers: seen('2026-11-25', ispdb('me.com')), prepare: seen('2026-11-25', chatmail('icloud')) },
  },
  {
    id: 'yahoo',
    name: 'Yahoo Mail',
    domains:
      'yahoo.com ymail.com rocketmail.com myyahoo.com yahoo.ca yahoo.de yahoo.it yahoo.fr yahoo.es yahoo.se yahoo.co.in yahoo.co.uk yahoo.co.nz yahoo.com.au yahoo.com.ar yahoo.com.br yahoo.com.mx cox.net',
    mx: 'am0.yahoodns.net',
    imap: [imaps('imap.mail.yahoo.com')],
    smtp: [smtps('smtp.mail.yahoo.com'), submission('smtp.mail.yahoo.com')],
    oauth: 'login.yahoo.com',
    prepare: [appPassword('https://help.yahoo.com/kb/SLN15241.html')],
    page: 'https://help.yahoo.com/kb/SLN4075.html',
    lookedUp: {
      servers: seen(
        '2026-11-25',
        ispdb('yahoo.com'),
        'https://github.com/FlowCrypt/flowcrypt-android/wiki/Email-providers-IMAP-SMTP-settings',
      ),
      prepare: seen('2026-11-25', chatmail('yahoo')),
      mx: seen('2026-11-25', mailcore),
    },
  },
  {
    id: 'aol',
    name: 'AOL Mail',
    domains:
      'aol.com aim.com netscape.net netscape.com compuserve.com cs.com wmconnect.com aol.de aol.it aol.fr aol.es aol.se aol.co.uk aol.com.au aol.com.br aol.com.mx verizon.net',
    mx: 'mail.gm0.yahoodns.net',
    imap: [imaps('imap.aol.com')],
    smtp: [smtps('smtp.aol.com')],
    oauth: 'login.aol.com',
    prepare: [appPassword('https://help.aol.com/articles/Create-and-manage-app-password')],
    page: 'https://help.aol.com/articles/how-do-i-use-other-email-applications-to-send-and-receive-my-aol-mail',
    lookedUp: {
      servers: seen('2026-11-25', ispdb('aol.com')),
      prepare: seen('2026-11-25', chatmail('aol')),
      mx: seen('2026-11-25', zones),
    },
  },
  ...zoho('zoho.com', 'zohomail.com'),
  ...zoho('zoho.eu', 'zohomail.eu'),
  ...zoho('zoho.in', 'zohomail.in'),
  ...zoho('zoho.jp', 'zohomail.jp'),
  ...zoho('zoho.com.au', 'zohomail.com.au'),
  ...zoho('zohocloud.ca', 'zohomailcloud.ca'),
  {
    id: 'gmx-com',
    name: 'GMX',
    domains: 'gmx.com gmx.us gmx.co.uk gmx.es gmx.fr gmx.ca gmx.pt gmx.it gmx.ie gmx.se gmx.li gmx.tm',
    mx: 'gmx.com',
    imap: [imaps('imap.gmx.com'), imapStarttls('imap.gmx.com')],
    smtp: [smtps('mail.gmx.com'), submission('mail.gmx.com')],
    prepare: [enableImap('https://support.gmx.com/pop-imap/toggle.html')],
    page: 'https://support.gmx.com/pop-imap/imap/server.html',
    lookedUp: { servers: seen('2026-11-25', ispdb('gmx.com')), prepare: seen('2026-11-25', kition) },
  },
  {
    id: 'mail-com',
    name: 'mail.com',
    domains:
      'mail.com email.com post.com usa.com dr.com engineer.com consultant.com accountant.com europe.com london.com myself.com iname.com techie.com linuxmail.org cheerful.com writeme.com asia.com',
    mx: 'mail.com',
    imap: [imaps('imap.mail.com'), imapStarttls('imap.mail.com')],
    smtp: [smtps('smtp.mail.com'), submission('smtp.mail.com')],
    prepare: [
      paidPlan('https://www.mail.com/mail/premium/'),
      enableImap('https://support.mail.com/pop-imap/toggle.html'),
      appPasswordFor2Step('https://support.mail.com/security/2fa/application-specific-passwords.html'),
    ],
    page: 'https://support.mail.com/premium/imap/server.html',
    lookedUp: {
      servers: seen('2026-11-25', ispdb('mail.com')),
      prepare: seen('2026-11-25', chatmail('mail.com'), 'https://support.mail.com/security/2fa/application-specific-passwords.html'),
    },
  },
];

/** Zoho keeps every account in one region, whose servers alone know it; addresses of an organisation have servers of their own. */
function zoho(domain: string, mailDomain: string): Provider[] {
  const common = {
    prepare: [
      enableImap('https://www.zoho.com/mail/help/imap-access.html#EnableIMAP'),
      appPasswordFor2Step('https://www.zoho.com/mail/help/adminconsole/two-factor-authentication.html'),
    ],
    page: 'https://www.zoho.com/mail/help/imap-access.html',
  };
  const id = domain.replaceAll('.', '-');
  return [
    {
      id,
      name: 'Zoho Mail',
      domains: `${domain} ${mailDomain}`,
      imap: [imaps(`imap.${domain}`)],
      smtp: [smtps(`smtp.${domain}`), submission(`smtp.${domain}`)],
      lookedUp: { servers: seen('2026-11-25', ispdb(domain)), prepare: seen('2026-11-25', quillbox) },
      ...common,
    },
    {
      id: `${id}-organisation`,
      name: 'Zoho Mail for organisations',
      mx: domain,
      imap: [imaps(`imappro.${domain}`)],
      smtp: [smtps(`smtppro.${domain}`), submission(`smtppro.${domain}`)],
      lookedUp: { servers: seen('2026-11-25', configurations), prepare: seen('2026-11-25', quillbox) },
      ...common,
    },
  ];
}
