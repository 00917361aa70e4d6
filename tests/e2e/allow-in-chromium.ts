import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** The window at a place that is known, since without a window manager no key reaches the prompt: it has to be pressed on. */
export const shownWindow = ['--window-position=10,10', '--window-size=1050,880'];
const allowButton = ['704', '266'];
const mostTries = 15;

/**
 * Agrees to Chromium's prompt for an optional permission as a person does, on a display without a window manager. Pages are not told when it
 * is there, and presses in its first moment are not taken: it is pressed on, after a `look` at it, until something is seen of the answer.
 */
export const allowInChromium = async (isAnswered: () => Promise<boolean>, look: () => void = () => undefined): Promise<void> => {
  for (let tries = 0; tries < mostTries; tries++) {
    await sleep(2000);
    if (await isAnswered()) return;
    look();
    execFileSync('xdotool', ['mousemove', ...allowButton, 'click', '1']);
  }
};
