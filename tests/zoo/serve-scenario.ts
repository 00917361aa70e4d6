import type { LookUp } from '../../bridge/src/net/address/look-up-addresses.ts';
import { createCa, type TestCa } from '../servers/create-ca.ts';
import { findClosedPort } from '../servers/free-ports.ts';
import { ownAddress } from '../servers/own-address.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import type { Animal, Scenario } from './scenario.ts';

/** A running scenario: where to connect instead of `mail.test`, and what the resolver says. */
export interface ServedScenario extends AsyncDisposable {
  server: { host: string; port: number };
  lookUp: LookUp | undefined;
}

const nothingToClose = async (): Promise<void> => {};

/** Starts what a scenario needs. Its certificates are issued by `ca`, unless the scenario wants an authority that nobody knows. */
export const serveScenario = async ({ animal, elsewhere }: Pick<Scenario, 'animal' | 'elsewhere'>, ca: TestCa): Promise<ServedScenario> => {
  const host = elsewhere ? ownAddress() : '127.0.0.1';
  if (typeof animal === 'string') {
    const server = { host, port: await findClosedPort() };
    return { server, lookUp: lookUpFor(animal), [Symbol.asyncDispose]: nothingToClose };
  }
  if ('ipv6IsDead' in animal) {
    const served = await serveScenario({ animal: animal.ipv6IsDead }, ca);
    return { ...served, lookUp: () => Promise.resolve(['::1', '127.0.0.1']) };
  }
  const { script, implicitTls = false, certificate, foreignAuthority = false, limits } = animal;
  const authority = foreignAuthority ? await createCa() : ca;
  const server = await startScriptedServer(script, {
    host,
    implicitTls,
    certificate: await authority.issue(certificate),
    ...(limits && { tls: limits }),
  });
  return { server, lookUp: undefined, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
};

const failWith = (code: string) => (): Promise<never> => Promise.reject(Object.assign(new Error(code), { code }));

const lookUpFor = (animal: Extract<Animal, string>): LookUp | undefined => {
  if (animal === 'no-such-name') return failWith('ENOTFOUND');
  if (animal === 'resolver-fails') return failWith('EAI_AGAIN');
  if (animal === 'resolver-silent') return () => new Promise(() => {});
  // A broadcast address of the loopback network: the kernel refuses it without sending anything.
  if (animal === 'no-route') return () => Promise.resolve(['127.255.255.255']);
  return undefined;
};
