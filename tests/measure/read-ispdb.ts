import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One server as the database writes it down. */
export interface Entry {
  host: string;
  port: number;
  socketType: string;
  /** Undefined where the file names none: the address then. */
  username: string | undefined;
  authentication: string[];
}

export interface DatabaseFile {
  xml: string;
  domains: string[];
  imap: Entry[];
  smtp: Entry[];
}

/** Reads a folder of Thunderbird's database with regular expressions, so that it owes nothing to the parser that it is to judge. */
export const readIspdb = (folder: string): DatabaseFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => {
      const xml = readFileSync(path.join(folder, name), 'utf8');
      const plain = xml.replaceAll(/<!--.*?-->/gs, '');
      return {
        xml,
        domains: all(plain, /<domain>\s*([^<\s]+)\s*<\/domain>/g),
        imap: entries(plain, /<incomingServer\s+type="imap"\s*>(.*?)<\/incomingServer>/gs),
        smtp: entries(plain, /<outgoingServer\s+type="smtp"\s*>(.*?)<\/outgoingServer>/gs),
      };
    });

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]!.trim());

const entries = (xml: string, pattern: RegExp): Entry[] =>
  all(xml, pattern).map((text) => {
    const value = (name: string) => new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(text)?.[1];
    return {
      host: value('hostname') ?? '',
      port: Number(value('port')),
      socketType: value('socketType') ?? '',
      username: value('username'),
      authentication: all(text, /<authentication>([^<]*)<\/authentication>/g),
    };
  });
