import type { OtherWay } from '../../oauth/sign-in-provider.ts';

/** What is said around signing in at a provider: in the form, while it is under way, and where it is not to be had. */
export const signInWords = {
  button: (provider: string) => `Sign in with ${provider}`,
  buttonHint: (provider: string) => `Opens the page of ${provider} in a new tab. Kurrier never sees your password.`,
  choice: (provider: string) => `Or sign in with ${provider}: no password is stored, and you can take access back at ${provider}.`,
  looking: 'Looking whether you can sign in…',
  beginning: 'Opening…',
  heading: 'Signing in',
  notRegistered: (provider: string) => `Kurrier is not registered at ${provider} yet`,
  notRegisteredText: (provider: string) =>
    `${provider} lets a program in only with a client id that somebody registered for it. You can use one of these:`,
  closed: (provider: string) => `${provider} lets no new mail programs in`,
  closedText: (provider: string) => `${provider} has a sign-in for mail programs, but gives it to none that ask now.`,
  unreachable: (provider: string) => `The sign-in of ${provider} does not answer`,
  unreachableText: 'The sign-in service of this domain could not be asked. Look again in a while, or ask who runs it.',
  useOrganisations: 'Use my organisation’s id',
  useOwn: 'Use one of my own',
  again: 'Try again',
  otherWaysTitle: 'What else works',
  otherWays: {
    'app-password': 'An app password: create one in the security settings of your account, and enter it in place of your normal password.',
    administrator: 'Ask your administrator for a client id, or for another way into the mailbox.',
    forwarding: 'Forward the mail to a mailbox that takes passwords, and add that one.',
  } satisfies Record<OtherWay, string>,
  client: {
    title: (provider: string) => `A client id for ${provider}`,
    lead: 'Ten minutes, once. What you do, step by step:',
    page: 'Open the registration page',
    id: 'Client id',
    secret: 'Client secret',
    secretHint: 'The value, not its id.',
    tenant: 'Tenant id or domain',
    tenantHint: 'Only where the registration is for one organisation.',
    optional: 'optional',
    save: 'Use it and sign in',
    back: 'Back',
    idMissing: 'Enter the client id.',
    refused: 'This is no client id: letters, digits and signs without blanks.',
    steps: {
      microsoft: [
        'Sign in there as somebody who may register applications. With a private account only this is no longer possible: you need an organisation’s directory, or Azure.',
        'New registration. Name: Kurrier. Supported account types: the ones of your address; for outlook.com addresses it has to include personal accounts.',
        'Authentication → Add a platform → “Mobile and desktop applications”, with the redirect address http://localhost.',
        'On the same page set “Allow public client flows” to Yes.',
        'API permissions → Add → “APIs my organization uses” → Office 365 Exchange Online → Delegated: IMAP.AccessAsUser.All and SMTP.Send.',
        'Copy “Application (client) ID” from the overview to here. There is no secret.',
      ],
      google: [
        'Make a project, and on its “Branding” page enter a name and your address.',
        'Audience: External. Add your address to the test users; or publish it, or your sign-in ends after seven days.',
        'Data access: add the scope https://mail.google.com/.',
        'Clients → Create client → type “Desktop app”.',
        'Copy client id and client secret to here.',
      ],
      yandex: [
        'Make an app for “web services”, with the redirect address http://127.0.0.1.',
        'Permissions: mail:imap_full and mail:smtp.',
        'Copy ClientID and Client secret to here.',
      ],
      'mail-ru': [
        'Make an app, with the redirect address http://127.0.0.1.',
        'Permissions: userinfo and mail.imap.',
        'Copy its id and secret to here.',
      ],
      other: [
        'Ask whoever runs the sign-in of this domain for a public (native) client with PKCE.',
        'Its redirect address is http://127.0.0.1/callback, on any port.',
        'Copy the client id to here.',
      ],
    } satisfies Record<string, readonly string[]>,
  },
  status: {
    waiting: (provider: string) => `Go on at the page of ${provider} that was opened. Kurrier notices when you are done.`,
    open: 'Open the page again',
    code: 'Enter this code there:',
    finishing: 'Almost done…',
    otherAccount: (username: string, address: string) =>
      `You signed in as ${username}, and the address is ${address}. Nothing is stored yet.`,
    sameMailbox: 'Both are the same mailbox',
    sharedMailbox: (address: string) => `${address} is a shared mailbox`,
    otherAgain: 'Sign in as somebody else',
    done: 'Signed in.',
    cancel: 'Cancel',
    dismiss: 'Close',
  },
  admin: {
    label: 'Text for your administrator',
    copy: 'Copy the text',
    copied: 'Copied',
    mail: 'Write a mail',
    subject: 'Please allow Kurrier to open my mailbox',
    text: ({ address, clientId, url }: { address: string; clientId: string; url: string }) => `Hello,

I would like to use the mail program Kurrier with my mailbox ${address}. It runs on my own computer and signs in with OAuth; no password is stored.

Our organisation lets mail programs in only after an administrator has agreed once. Kurrier asks for two delegated permissions of Office 365 Exchange Online, and for nothing else:
- IMAP.AccessAsUser.All: to read my own mailbox
- SMTP.Send: to send as me

They reach only mailboxes of people who sign in themselves. The application (client) ID is ${clientId}.

This page shows what is asked, and takes the consent; Cloud Application Administrator is enough for it:
${url}

Thank you!`,
  },
  tokenLeg: (provider: string) => `Signs in with ${provider}. Enter a password only to use one instead.`,
  refused: {
    'unknown-provider': 'This provider’s sign-in is not known.',
    'no-client': 'There is no client id for this provider.',
    closed: 'This provider lets no new mail programs in.',
    'foreign-host': 'A server is not one of this provider’s: it gets no access. Check the host names.',
    'no-leg': 'Enter an SMTP Host, an IMAP Host, or both.',
    'too-many': 'Too many sign-ins are open. Finish or cancel one first.',
    'not-offered': 'This provider does not offer to sign in by code.',
    'tenant-required': 'This client id needs the tenant id of its organisation.',
    'not-found': 'This sign-in is no longer there. Begin again.',
  },
};
