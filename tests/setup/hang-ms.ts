/**
 * A deadline against hanging, and no claim: so long a test waits for what it says nothing of how long it takes, on a machine that is busy with
 * others as well.
 */
export const hangMs = 30_000;
