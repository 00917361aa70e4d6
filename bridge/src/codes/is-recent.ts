/** So long a code is of use, and a link the answer to what a person just did. */
export const offeredForMs = 10 * 60_000;

/** Whether a message that was received at that time may still be offered; clocks of servers may be ahead as much as that. */
export const isRecent = (receivedAt: number, now: number): boolean => Math.abs(now - receivedAt) <= offeredForMs;
