import { readFile } from 'node:fs/promises';
import { Capsule } from '@kurrier/shared/failure/capsule';
import { cleanText } from '@kurrier/shared/text/clean-text';
import { replayCapsule } from '../../classify/replay-capsule.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { parseInput, readStdin } from '../read-input.ts';

/** `replay`: what is made of a copied diagnosis by the classifier of this version. Exits with 1 when that is another kind. */
export const replayCommand: Command = {
  summary: 'plays the server’s side of a copied diagnosis against the classifier',
  usage: 'CAPSULE.json | -',
  run: async ([file]) => {
    if (!file) throw new UsageError('name the file of the diagnosis, or - for standard input');
    const capsule = parseInput(Capsule, jsonPart(file === '-' ? await readStdin() : await readCapsule(file)));
    for (const { rung, state, said } of capsule.rungs) console.log(`${state === 'done' ? '✓' : '✗'} ${rung.padEnd(13)}${oneLine(said)}`);
    if (capsule.reply) console.log(`  server said  ${oneLine(capsule.reply.text)}`);
    const { kind, confidence } = replayCapsule(capsule);
    console.log(`\nexpected  ${capsule.kind} (${capsule.confidence})\ngot       ${kind} (${confidence})`);
    return kind === capsule.kind ? exitCode.ok : exitCode.failed;
  },
};

/** A copied diagnosis has lines for people above its JSON. */
const jsonPart = (text: string): string => text.slice(Math.max(0, text.search(/^\{/m)));

/** A capsule may come from anybody: nothing in it moves the cursor. */
const oneLine = (text = ''): string => cleanText(text, 'reply').replaceAll('\n', ' | ');

const readCapsule = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`);
  }
};
