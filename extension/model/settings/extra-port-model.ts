import { signal, type ReadonlySignal } from '@preact/signals';
import { parsePort } from '../accounts/form-fields.ts';

export interface ExtraPortModel {
  /** The port as it is kept; null where there is none. */
  port: ReadonlySignal<number | null>;
  load: () => Promise<void>;
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
  return {
    port,
    load: async () => {
      port.value = await read();
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
