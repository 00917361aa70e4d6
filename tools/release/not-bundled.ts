const missing = (name: string): never => {
  throw new Error(`${name} is not in the bundle`);
};

/** Stands in for pino, with which imapflow writes a log where it is given none: it is given one, always. */
const pino = (): never => missing('pino');
export default pino;

/** Stands in for the client of SOCKS proxies, which no connection goes through. */
export const SocksClient = { createConnection: (): never => missing('socks') };
