import { signal, type ReadonlySignal } from '@preact/signals';
import { parseChoices, type ReadingChoices } from './reading-choices.ts';

export interface KeptChoices {
  /** Null until they were read. */
  current: ReadonlySignal<ReadingChoices | null>;
  known: () => Promise<ReadingChoices>;
  change: (next: (before: ReadingChoices) => ReadingChoices) => Promise<void>;
}

/** What a person decided about how mail is shown, the same for every message that is shown. */
export const createKeptChoices = ({
  read,
  keep,
}: {
  read: () => Promise<unknown>;
  keep: (choices: ReadingChoices) => Promise<void>;
}): KeptChoices => {
  const current = signal<ReadingChoices | null>(null);
  const known = async (): Promise<ReadingChoices> => {
    const kept = current.peek() ?? parseChoices(await read());
    return (current.value = current.peek() ?? kept);
  };
  return {
    current,
    known,
    async change(next) {
      const choices = next(await known());
      current.value = choices;
      await keep(choices);
    },
  };
};
