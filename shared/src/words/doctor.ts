import type { DomainCheck, Finding } from '../discovery/domain-report.ts';

/** What is said of a domain's settings; a language does not compile until it has them all. */
export interface DoctorWords {
  checks: Record<DomainCheck, Record<Finding['state'], string>>;
  nothingToDo: string;
  noServers: string;
  /** `{domain}` */
  couldNotLook: string;
  publish: string;
  publishRecord: string;
  /** `{url}` */
  publishFile: string;
}

export const doctorEn: DoctorWords = {
  checks: {
    mx: {
      good: 'Mail for the domain has a place to go to.',
      missing: 'The domain has no MX record. Its mail goes to the host of the domain’s own name, if that takes mail.',
      wrong: 'The MX records could not be looked up.',
    },
    'null-mx': {
      good: 'The domain says that it receives no mail (null MX).',
      missing: 'The domain does not say that it receives no mail.',
      wrong: 'There is a null MX, which says that the domain receives no mail, beside other MX records.',
    },
    autoconfig: {
      good: 'An autoconfig file tells mail programs the servers.',
      missing: 'There is no autoconfig file. Most mail programs look for one first.',
      wrong: 'There is an autoconfig file that cannot be used.',
    },
    srv: {
      good: 'An SRV record names the server.',
      missing: 'There is no SRV record for this service.',
      wrong: 'The SRV records could not be looked up.',
    },
    pacc: {
      good: 'A PACC document tells mail programs the servers, and its digest fits.',
      missing: 'There is no PACC document. It is the newest way, and few programs read it yet.',
      wrong: 'There is a PACC document that cannot be used.',
    },
    server: {
      good: 'The server answers.',
      missing: 'No server is known for this.',
      wrong: 'No server answers under this name and port.',
    },
    certificate: {
      good: 'The certificate fits the server’s name.',
      missing: 'The server offers no encryption.',
      wrong: 'The certificate does not fit: mail programs will warn or refuse.',
    },
    agreement: {
      good: 'All sources name the same server.',
      missing: 'There is nothing to compare.',
      wrong: 'The sources name different servers. Which one is used depends on the mail program.',
    },
  },
  nothingToDo: 'An address and a password are enough on this domain.',
  noServers: 'No mail server is known for this domain, so there is nothing to publish yet.',
  couldNotLook: '{domain} could not be examined: DNS gives no answer. Check that this computer is online, and try again.',
  publish: 'Publish this, so that an address and a password are enough:',
  publishRecord: 'In the DNS of the domain',
  publishFile: 'As the file {url}',
};
