import { defineConfig } from 'wxt';
import { distribution } from './shared/src/bridge/distribution.ts';
import { createPackageCollector } from './tools/collect-packages.ts';
import { withoutInnerHtml } from './tools/no-inner-html.ts';
import { describeLicences } from './tools/licences.ts';

/** Set for Firefox too: its own default upgrades http to https, which the loopback bridge does not speak. `npm run dev` reloads over WXT's own server. */
const contentSecurityPolicy = (isServed: boolean): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${isServed ? " 'unsafe-inline'" : ''}`,
    // Pictures of messages are made here out of their bytes.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src http://127.0.0.1:*${isServed ? ' http://localhost:3000 ws://localhost:3000' : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/**
 * What popup and Dashboard both draw first is one file: cut as the bundler would, into a dozen, it is a tenth larger. The rest is loaded when
 * it is needed.
 */
const codeSplitting = { groups: [{ name: 'first', test: /extension\/(?:ui\/accounts\/AccountList\.tsx|app\/create-page\.ts)$/ }] };

const bundled = createPackageCollector();

export default defineConfig({
  srcDir: 'extension',
  // Otherwise looked for beside this file, and not found without a word.
  publicDir: 'extension/public',
  manifestVersion: 3,
  imports: false,
  // Every browser that loads this extension preloads modules by itself.
  vite: () => ({ build: { modulePreload: { polyfill: false } }, plugins: [bundled.plugin, withoutInnerHtml] }),
  hooks: {
    'build:publicAssets': (_, files) => {
      files.push({ relativeDest: 'licences.txt', contents: describeLicences(bundled.folders) });
    },
    'vite:build:extendConfig': (entrypoints, { build }) => {
      const output = build?.rollupOptions?.output;
      if (output && !Array.isArray(output) && entrypoints.some(({ name }) => name === 'popup')) Object.assign(output, { codeSplitting });
    },
    // The gallery is for looking at, not for people who use the product.
    'entrypoints:resolved': (wxt, entrypoints) => {
      if (wxt.config.mode !== 'production') return;
      entrypoints.splice(0, entrypoints.length, ...entrypoints.filter(({ name }) => name !== 'gallery'));
    },
  },
  manifest: ({ browser, command }) => ({
    name: 'Kurrier',
    description: 'Connect a mailbox and know within seconds whether SMTP and IMAP really work.',
    permissions: ['activeTab', 'alarms', 'storage'],
    // Each is asked for in place, with one sentence, and given back in Settings.
    optional_permissions: ['nativeMessaging', 'notifications', 'scripting'],
    host_permissions: ['http://127.0.0.1/*'],
    action: { default_title: 'Kurrier', default_icon: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png' } },
    content_security_policy: { extension_pages: contentSecurityPolicy(command === 'serve') },
    ...(browser === 'firefox'
      ? {
          protocol_handlers: [{ protocol: 'mailto', name: 'Kurrier', uriTemplate: '/options.html?mailto=%s' }],
          browser_specific_settings: {
            gecko: {
              id: distribution.extension.firefox,
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['authenticationInfo', 'personalCommunications'] },
            },
          },
        }
      : {
          storage: { managed_schema: 'managed-schema.json' },
          key: distribution.extension.chromiumKey,
          minimum_chrome_version: '127',
          // From 148 on messages carry bytes as they are, as Firefox's do; before, it is passed over and they are JSON.
          message_serialization: 'structured_clone',
        }),
  }),
});
