/**
 * The ports a bridge may be on, in the order it tries them. Below 32768, where systems start handing out ports of their own;
 * none of them is registered with IANA or known to be used by another program.
 */
export const bridgePorts: readonly number[] = [21653, 22871, 24397, 26813, 28631];
