import { expect, test } from 'vitest';
import { connectionOf } from './postgres-connection.ts';

const sslOf = (host: string, parameters = '') => connectionOf(`postgres://kurrier@${host}:5433/mail${parameters}`, undefined).ssl;

test.each(['localhost', 'LocalHost', 'db.localhost', '127.0.0.1', '127.1.2.3', '[::1]'])(
  '%s is this computer: without TLS, unless it is demanded',
  (host) => {
    expect(sslOf(host)).toBe(false);
    for (const mode of ['require', 'verify-ca', 'verify-full'])
      expect(sslOf(host, `?sslmode=${mode}`)).toMatchObject({ rejectUnauthorized: true });
  },
);

test.each(['db.example', 'localhost.example', 'notlocalhost', '0.0.0.0', '192.0.2.1', '[2001:db8::1]', '[::]'])(
  '%s is another: with TLS, unless it is switched off',
  (host) => {
    for (const parameters of ['', '?ssl=0', '?sslmode=prefer', '?sslmode=allow'])
      expect(sslOf(host, parameters)).toMatchObject({ rejectUnauthorized: true });
    expect(sslOf(host, '?sslmode=disable')).toBe(false);
  },
);
