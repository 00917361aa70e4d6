/** The longest that one call may wait for news; a browser's worker lives 30 s. */
export const longestWaitMs = 20_000;
