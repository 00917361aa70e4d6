import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks for one line without showing what is typed; where no terminal is attached, it is the first line of standard input. */
export const readHidden = async (prompt: string): Promise<string> => {
  process.stderr.write(prompt);
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silence, terminal: process.stdin.isTTY });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
};
