import { signal } from '@preact/signals';
import { releasePackages } from '@kurrier/shared/bridge/release-packages';
import { AccountForm } from '../../ui/accounts/AccountForm.tsx';
import { DoctorPage } from '../../ui/doctor/DoctorPage.tsx';
import { ExtraPort } from '../../ui/settings/ExtraPort.tsx';
import { PortProposal } from '../../ui/settings/PortProposal.tsx';
import { TrustCertificate } from '../../ui/accounts/TrustCertificate.tsx';
import { SharedStore } from '../../ui/settings/SharedStore.tsx';
import { TrustedCertificates } from '../../ui/settings/TrustedCertificates.tsx';
import type { Computer, Published } from '../../model/welcome/offer-packages.ts';
import { Packages } from '../../ui/welcome/Packages.tsx';
import { sampleNow } from './samples/leg-samples.ts';
import { sharedStoreModels } from './samples/shared-store-samples.ts';
import { certificatesModels, untrusted } from './samples/certificate-samples.ts';
import { lookupForms } from './samples/discovery-samples.ts';
import { doctorModels } from './samples/doctor-samples.ts';
import { ignore, noBridgeActions } from './samples/model-samples.ts';
import { Sample, Section } from './Sample.tsx';
import '../../ui/welcome/welcome.css';

const entriesOf = <Value,>(record: Record<string, Value>) => Object.entries(record);
const extraPort = {
  port: signal(4143),
  proposed: signal(4144),
  load: () => Promise.resolve(),
  propose: () => Promise.resolve(),
  accept: () => Promise.resolve(),
  decline: ignore,
  save: () => Promise.resolve(true),
};

const unpublished: Published = { folder: null, checksums: {} };
const published: Published = {
  folder: 'https://downloads.kurrier.example/0.1.0',
  checksums: Object.fromEntries(Object.keys(releasePackages).map((name) => [name, '5a'.repeat(32)])),
};
const computers: readonly Computer[] = [
  { system: 'linux', processor: 'x64' },
  { system: 'mac', processor: null },
  { system: 'windows', processor: 'arm64' },
  { system: 'other', processor: null },
];

/** Every state of what is found, examined and trusted of servers, and of the packages of the program. */
export const ServerSections = () => (
  <>
    <Section title="From the address on">
      {entriesOf(lookupForms).map(([name, form]) => (
        <Sample key={name} name={`address ${name}`}>
          <main class="sheet">
            <AccountForm model={form} onLeave={ignore} />
          </main>
        </Sample>
      ))}
    </Section>
    <Section title="Certificates to trust">
      {entriesOf(untrusted).map(([name, failure]) => (
        <Sample key={name} name={`trust ${name}`}>
          <TrustCertificate failure={failure} host="mail.example.org" port={993} onTrust={ignore} />
        </Sample>
      ))}
    </Section>
    <Section title="Settings of servers" isWide>
      {entriesOf(certificatesModels).map(([name, model]) => (
        <Sample key={name} name={`certificates ${name}`}>
          <TrustedCertificates model={model} now={sampleNow} />
        </Sample>
      ))}
      {entriesOf(sharedStoreModels).map(([name, model]) => (
        <Sample key={name} name={`shared store ${name}`}>
          <SharedStore model={model} />
        </Sample>
      ))}
      <Sample name="extra port">
        <ExtraPort model={extraPort} />
      </Sample>
      <Sample name="proposed port">
        <PortProposal model={extraPort} onAccepted={ignore} />
      </Sample>
    </Section>
    <Section title="Domain doctor" isWide>
      {entriesOf(doctorModels).map(([name, model]) => (
        <Sample key={name} name={`doctor ${name}`}>
          <div class="page-sample">
            <DoctorPage model={model} bridge={noBridgeActions} />
          </div>
        </Sample>
      ))}
    </Section>
    <Section title="Packages">
      {computers.flatMap((computer) =>
        entriesOf({ unpublished, published }).map(([name, what]) => (
          <Sample key={name + computer.system} name={`packages ${name} ${computer.system}`}>
            <main class="sheet welcome">
              <Packages computer={computer} version="0.1.0" published={what} />
            </main>
          </Sample>
        )),
      )}
    </Section>
  </>
);
