import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** The window at a place that is known, since without a window manager no key reaches the prompt: it has to be pressed on. */
export const shownWindow = ['--window-position=10,10', '--window-size=1050,880'];
const allowButton = ['704', '266'];

/** Agrees to Chromium's prompt for an optional permission, as a person does, on a display without a window manager; `look` may take a picture. */
export const allowInChromium = async (look: () => void = () => undefined): Promise<void> => {
  // Whether a browser shows a window of its own, its pages are not told; and presses in its first moment are not taken.
  await sleep(3000);
  look();
  execFileSync('xdotool', ['mousemove', ...allowButton, 'click', '1']);
};
