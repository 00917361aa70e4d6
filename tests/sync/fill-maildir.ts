import { chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRandom } from './seeded-random.ts';

/** Writes small messages straight into a Maildir, seeded; much quicker than delivering them. */
export const fillMaildir = (maildir: string, count: number, seed: number): void => {
  const random = createRandom(seed);
  const owner = statSync(path.dirname(path.dirname(maildir)));
  const own = (file: string): void => chownSync(file, owner.uid, owner.gid);
  for (const dir of [path.dirname(maildir), maildir, ...['cur', 'new', 'tmp'].map((name) => path.join(maildir, name))]) {
    mkdirSync(dir, { recursive: true });
    own(dir);
  }
  for (let i = 0; i < count; i++) {
    const body = 'x'.repeat(random.int(10, 400));
    const message = `From: "Person ${random.int(1, 99)}" <p@mail.test>\nTo: ann@mail.test\nSubject: message ${i}\nMessage-ID: <${i}.${seed}@mail.test>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${body}\n`;
    const time = 1_600_000_000 + i * 60;
    const file = path.join(
      maildir,
      'cur',
      `${time}.M${String(i).padStart(6, '0')}P1.test,S=${message.length}:2,${random.pick(['', 'S', 'FS'])}`,
    );
    writeFileSync(file, message);
    own(file);
  }
};
