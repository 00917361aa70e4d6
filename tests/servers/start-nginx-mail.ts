import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerCertificate } from './create-ca.ts';
import { findFreePorts } from './free-ports.ts';
import { runInOverlay } from './run-in-overlay.ts';
import { createServerFolder, startWithFreePorts } from './run-server.ts';
import { unpackPackages } from './unpack-packages.ts';

/** What the service behind the proxy says of a sign-in: where to go, why not, or that it is broken. */
export type ProxyAnswer = { port: number } | { refusal: string } | 'broken';

export interface NginxMail extends AsyncDisposable {
  host: string;
  /** IMAP under TLS. */
  port: number;
  /** From the next sign-in on. */
  answer(with_: ProxyAnswer): void;
}

const packages = ['nginx', 'nginx-common', 'libnginx-mod-mail'];

/**
 * Starts nginx as a mail proxy, as hosters have it before their IMAP servers: it signs in by itself, and only then connects to a server.
 */
export const startNginxMail = ({ certificate }: { certificate: ServerCertificate }): Promise<NginxMail> =>
  startWithFreePorts(async () => {
    const host = '127.0.0.1';
    const [port] = (await findFreePorts(1)) as [number];
    const dir = createServerFolder('nginx');
    let now: ProxyAnswer = 'broken';
    const service = createServer((_, response) => {
      if (now === 'broken') response.writeHead(500).end();
      else if ('refusal' in now) response.writeHead(200, { 'Auth-Status': now.refusal }).end();
      else response.writeHead(200, { 'Auth-Status': 'OK', 'Auth-Server': host, 'Auth-Port': String(now.port) }).end();
    }).listen(0, host);
    await once(service, 'listening');
    const server = await runInOverlay('mkdir -p /var/log/nginx /var/lib/nginx; exec /usr/sbin/nginx -c /etc/nginx/test.conf', {
      dir,
      host,
      port,
      packages: unpackPackages('nginx', packages),
      users: [],
      files: {
        '/etc/nginx/server.crt': certificate.cert,
        '/etc/nginx/server.key': certificate.key,
        '/etc/nginx/test.conf': `load_module /usr/lib/nginx/modules/ngx_mail_module.so;
daemon off;
master_process off;
error_log stderr;
pid /run/nginx.pid;
events {}
mail {
  auth_http ${host}:${(service.address() as AddressInfo).port}/;
  imap_auth plain login;
  imap_capabilities IMAP4rev1 SASL-IR IDLE NAMESPACE;
  proxy_pass_error_message off;
  server {
    listen ${host}:${port} ssl;
    protocol imap;
    ssl_certificate /etc/nginx/server.crt;
    ssl_certificate_key /etc/nginx/server.key;
  }
}
`,
      },
    });
    return {
      host,
      port,
      answer: (next) => void (now = next),
      async [Symbol.asyncDispose]() {
        service.closeAllConnections();
        await new Promise((resolve) => service.close(resolve));
        await server.stop();
      },
    };
  });
