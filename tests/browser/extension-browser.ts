import type { Page } from 'puppeteer-core';
import type { ManagedStorage } from './managed-storage.ts';

export interface BrowserOptions {
  /** Optional permissions that the extension has from the start, because nobody can press on a prompt. */
  grant?: readonly string[];
  /** On the display that there is. */
  isShown?: boolean;
  /** Puts something into the profile before the browser starts. */
  fill?: (profile: string) => void;
  /** A file for what the browser does on the network: every name that it looks up. Whole once it is closed. */
  networkLog?: string;
  /** Settings of Firefox, as about:config has them. */
  firefoxPrefs?: Record<string, unknown>;
  /** What an organisation's policy sets for the extension. */
  managed?: ManagedStorage;
}

/** What a scenario can do in every browser. Chromium alone has the real toolbar popup to press on, and a worker to end. */
export interface ExtensionBrowser extends AsyncDisposable {
  /** A page of the extension in a tab: `options.html#/settings`, `popup.html`. */
  openPage: (file: string) => Promise<Page>;
  /** What stands on the toolbar button, as soon as its text is the wished one. */
  badge: (text: string) => Promise<{ text: string; title: string }>;
  /** The same once the worker's alarm went off, which is let go off at once instead of after its period. */
  badgeByAlarm: (text: string) => Promise<{ text: string; title: string; periodInMinutes: number }>;
}
