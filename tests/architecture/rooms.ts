/** What a room of the source may import: other rooms, packages, `node` for Node's own modules, or everything (`*`). */
export interface Room {
  /** The folder; files below it belong to it unless a longer folder of this table holds them. */
  folder: string;
  mayImport: readonly string[];
}

const room = (folder: string, ...mayImport: string[]): Room => ({ folder, mayImport });
const bridge = (name: string, ...mayImport: string[]): Room =>
  room(`bridge/src/${name}`, ...mayImport.map((entry) => (entry.startsWith('/') ? `bridge/src${entry}` : entry)));

/** The import table. A file that is in none of these rooms fails the test, so that a new room is a decision. */
export const rooms: readonly Room[] = [
  room('shared/src', 'zod'),
  room('shared/src/channel'),

  bridge('async'),
  bridge('classify', 'shared/src', 'node'),
  bridge('net', 'shared/src', 'node', '/async', '/classify', 'ipaddr.js'),
  bridge('sasl', 'shared/src', 'node', 'zod', '/async', '/net', '@mongodb-js/saslprep'),
  bridge('mime', 'node', 'iconv-lite', 'jschardet', 'libqp'),
  bridge('imap', 'shared/src', 'node', '/async', '/classify', '/net', '/sasl', '/mime', 'imapflow', 'lru-cache', 'postal-mime'),
  bridge('smtp', 'shared/src', 'node', '/async', '/classify', '/net', '/sasl', 'nodemailer'),
  bridge('store', 'shared/src', 'node', 'keyv', '@redis/client', 'pg', '/async', '/files'),
  bridge('mail-store', 'shared/src', 'node', 'zod', '/async', '/files', '/imap'),
  bridge('verify', 'shared/src', 'node', '/async', '/classify', '/net', '/sasl', '/imap', '/smtp'),
  bridge('discover', 'shared/src', 'node', 'zod', '/async', '/classify', '/net', '/imap', '/smtp', '@rgrove/parse-xml', 'tldts'),
  bridge('sync', 'shared/src', 'node', 'zod', '/async', '/classify', '/net', '/imap', '/mail-store'),
  bridge(
    'messages',
    'shared/src',
    'node',
    'zod',
    '/async',
    '/classify',
    '/imap',
    '/mime',
    '/mail-store',
    '/sync',
    '/codes',
    'html-to-text',
    'lru-cache',
  ),
  bridge('codes'),
  bridge('changes', 'shared/src', 'node', 'zod', '/async', '/imap', '/mail-store', '/messages'),
  bridge('texts', 'shared/src', 'node', 'zod', '/async', '/imap', '/mail-store', '/messages', '/sync', '/vault'),
  bridge(
    'search',
    'shared/src',
    'node',
    'zod',
    'imapflow',
    'lru-cache',
    '/async',
    '/imap',
    '/mime',
    '/mail-store',
    '/messages',
    '/sync',
    '/texts',
    '/vault',
  ),
  bridge('page-settings', 'shared/src', '/codes'),
  bridge('send', 'shared/src', 'node', 'zod', '/async', '/files', '/classify', '/net', '/imap', '/smtp'),
  bridge('oauth', 'shared/src', 'node', 'zod', '/async', 'openid-client'),
  bridge('accounts', 'shared/src', 'node', 'zod', '/async'),
  bridge('pairing', 'shared/src', 'shared/src/channel', 'node', 'zod', '/async', '/files'),
  bridge('files', 'shared/src', 'node', 'zod'),
  bridge('demo', 'shared/src', 'node'),
  bridge('install', 'shared/src', 'node', 'zod', '/files'),
  bridge('vault', 'shared/src', 'node', 'zod', '/async', '/files', '@napi-rs/keyring'),
  bridge('backup', 'shared/src', 'node', 'zod', '/files', '/store', '/vault'),
  bridge('events', 'shared/src', 'node'),
  bridge('http', 'shared/src', 'shared/src/channel', 'node', 'zod', '/async', 'hono', '@hono/node-server'),
  bridge('api', '*'),
  bridge('main', '*'),
  bridge('cli', '*'),

  room('extension/model', 'shared/src', '@preact/signals'),
  room('extension/html-mail', 'shared/src', 'dompurify'),
  room('extension/calendar', 'extension/model', 'ical.js'),
  room('extension/ui', 'shared/src', 'extension/model', 'extension/html-mail', 'preact', '@preact/signals'),
  room('extension/bridge', 'shared/src', 'shared/src/channel', 'extension/platform', 'wxt'),
  room('extension/page', 'shared/src'),
  room('extension/platform', 'shared/src', 'extension/page', 'wxt'),
  room('extension/app', '*'),
  room('extension/entrypoints', '*'),
];

/** The room of a file: the one with the longest folder that holds it. */
export const roomOf = (file: string): Room | undefined =>
  rooms.filter(({ folder }) => file.startsWith(`${folder}/`)).toSorted((a, b) => b.folder.length - a.folder.length)[0];
