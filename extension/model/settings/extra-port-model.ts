import { signal, type ReadonlySignal } from '@preact/signals';
import { parsePort } from '../accounts/form-fields.ts';

export interface ExtraPortModel {
  /** The port as it is kept; null where there is none. */
  port: ReadonlySignal<number | null>;
  /** A port that the page was opened with, and that nobody has agreed to yet; null where there is none, or it is kept already. */
  proposed: ReadonlySignal<number | null>;
  load: () => Promise<void>;
  /** Whatever opens the page can name a port: it is shown, and kept by `accept` alone. */
  propose: (text: string) => Promise<void>;
  accept: () => Promise<void>;
  decline: () => void;
  /** False when the text is no port; an empty one forgets the port. */
  save: (typed: string) => Promise<boolean>;
}

/** One more port that the bridge is looked for on, beside its own five. A hint like those: whatever answers there has to prove itself. */
export const createExtraPortModel = ({
  read,
  keep,
}: {
  read: () => Promise<number | null>;
  keep: (port: number | null) => Promise<void>;
}): ExtraPortModel => {
  const port = signal<number | null>(null);
  const proposed = signal<number | null>(null);
  return {
    port,
    proposed,
    load: async () => {
      port.value = await read();
    },
    propose: async (text) => {
      const wished = parsePort(text);
      proposed.value = wished !== null && wished !== (await read()) ? wished : null;
    },
    accept: async () => {
      if (proposed.value === null) return;
      await keep(proposed.value);
      port.value = proposed.value;
      proposed.value = null;
    },
    decline: () => {
      proposed.value = null;
    },
    save: async (typed) => {
      const wished = parsePort(typed);
      if (wished === null && typed.trim() !== '') return false;
      await keep(wished);
      port.value = wished;
      return true;
    },
  };
};
