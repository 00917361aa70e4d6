import { signal, type ReadonlySignal } from '@preact/signals';

/** The time, told anew every second while the page can be seen: countdowns and "today" depend on it. */
export const createClock = (): ReadonlySignal<number> => {
  const now = signal(Date.now());
  setInterval(() => {
    if (document.visibilityState === 'visible') now.value = Date.now();
  }, 1000);
  return now;
};
