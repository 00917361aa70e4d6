import { isIP } from 'node:net';

/**
 * Where to connect to instead of the typed host and port; undefined where nothing is redirected. Names and certificates stay the typed
 * ones.
 */
export type ConnectTo = (host: string, port: number) => { host: string; port: number } | undefined;

/** Reads redirections as curl's `--connect-to` has them: `mail.example:465:127.0.0.1:10465`, IPv6 addresses in brackets. */
export const parseConnectTo = (entries: readonly string[]): ConnectTo => {
  const targets = new Map(
    entries.map((entry) => {
      const found = /^(?<from>\[[^\]]+\]|[^:]+):(?<fromPort>\d+):(?<to>\[[^\]]+\]|[^:]+):(?<toPort>\d+)$/.exec(entry)?.groups;
      if (!found) throw new Error(`not HOST:PORT:ADDRESS:PORT: ${entry}`);
      const to = found.to!.replace(/^\[(.*)\]$/, '$1');
      if (to.includes(':') && !isIP(to)) throw new Error(`not an address: ${to}`);
      return [
        `${found.from!.toLowerCase().replace(/^\[(.*)\]$/, '$1')}:${found.fromPort}`,
        { host: to, port: Number(found.toPort) },
      ] as const;
    }),
  );
  return (host, port) => targets.get(`${host.toLowerCase()}:${port}`);
};
