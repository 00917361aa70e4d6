/**
 * Where a fact was looked up, and on which day. Nobody but a provider knows its own servers for certain: its page counts most, then what
 * Thunderbird's database or others' lists say of it. A text that is no URL names a kind of source of which several agreed.
 */
export interface Evidence {
  on: string;
  sources: readonly string[];
}

export const seen = (on: string, ...sources: readonly string[]): Evidence => ({ on, sources });

/** Thunderbird's provider database. */
export const ispdb = (domain: string): string => `https://autoconfig.thunderbird.net/v1.1/${domain}`;
/** The provider database of Delta Chat, which is tried against the servers. */
export const chatmail = (name: string): string => `https://github.com/chatmail/provider-db/blob/main/_providers/${name}.md`;
/** Tables of other mail programs. */
export const mailcore = 'https://github.com/MailCore/mailcore2/blob/master/resources/providers.json';
export const nodemailer = 'https://github.com/nodemailer/nodemailer/blob/master/lib/well-known/services.json';
export const quillbox = 'https://github.com/socrtwo/quillbox';
export const kition = 'https://github.com/KitionAI/kition/blob/main/public/onboarding/email-automation/intro.md';
/** Settings, and zone files, that people published with their own projects. */
export const configurations = 'configurations in public repositories';
export const zones = 'zone files in public repositories';
