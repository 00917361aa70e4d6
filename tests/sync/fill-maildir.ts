import { chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRandom } from './seeded-random.ts';

/** Writes messages straight into the INBOX of a Maildir, the last one newest; much quicker than delivering them. `flags` as in file names. */
export const writeIntoMaildir = (maildir: string, messages: readonly { source: string; flags?: string }[]): void => {
  const owner = statSync(path.dirname(maildir));
  const own = (file: string): void => chownSync(file, owner.uid, owner.gid);
  for (const dir of [maildir, ...['cur', 'new', 'tmp'].map((name) => path.join(maildir, name))]) {
    mkdirSync(dir, { recursive: true });
    own(dir);
  }
  for (const [i, { source, flags = '' }] of messages.entries()) {
    const time = 1_600_000_000 + i * 60;
    const file = path.join(maildir, 'cur', `${time}.M${String(i).padStart(6, '0')}P1.test,S=${Buffer.byteLength(source)}:2,${flags}`);
    writeFileSync(file, source);
    own(file);
  }
};

/** Writes small messages straight into a Maildir, seeded. */
export const fillMaildir = (maildir: string, count: number, seed: number): void => {
  const random = createRandom(seed);
  writeIntoMaildir(
    maildir,
    Array.from({ length: count }, (_, i) => {
      const body = 'x'.repeat(random.int(10, 400));
      const source = `From: "Person ${random.int(1, 99)}" <p@mail.test>\nTo: ann@mail.test\nSubject: message ${i}\nMessage-ID: <${i}.${seed}@mail.test>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${body}\n`;
      return { source, flags: random.pick(['', 'S', 'FS']) };
    }),
  );
};
