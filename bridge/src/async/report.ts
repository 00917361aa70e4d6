/**
 * Tells of something that went wrong where no caller waits for the answer. The error goes along as it was thrown, so that its stack and
 * cause are there where it is written down.
 */
export type Report = (problem: string, error?: unknown) => void;
