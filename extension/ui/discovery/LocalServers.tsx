import type { LocalServer } from '@kurrier/shared/discovery/discovery';
import { describeLocalServers, localServerEn as words } from '@kurrier/shared/words/local-server';
import { groupLocalServers } from '../../model/discovery/local-servers.ts';
import { visibleText } from '../../model/visible-text.ts';
import { CertificateFacts } from '../accounts/TrustCertificate.tsx';

/** The servers on this computer that are about to be used: who they say they are, who runs them, and what saving trusts. */
export const LocalServers = ({ servers }: { servers: readonly LocalServer[] }) => (
  <>
    {groupLocalServers(servers).map((group) => (
      <section key={group[0]!.trust} class="local-servers" data-trust={group[0]!.trust}>
        {describeLocalServers(group, words).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <Certificates servers={group.filter(({ trust }) => trust !== 'vouched')} />
      </section>
    ))}
  </>
);

const Certificates = ({ servers }: { servers: readonly LocalServer[] }) => {
  const shown = new Map(servers.flatMap(({ certificate }) => (certificate ? [[certificate.fingerprint, certificate] as const] : [])));
  return shown.size === 0 ? null : (
    <details>
      <summary>{words.certificate}</summary>
      {[...shown.values()].map((certificate) => (
        <CertificateFacts key={certificate.fingerprint} title={visibleText(certificate.subject)} certificate={certificate} />
      ))}
    </details>
  );
};
