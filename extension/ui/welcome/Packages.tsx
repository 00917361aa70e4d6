import { releaseFolder } from '@kurrier/shared/bridge/release-packages';
import { packageWords as words } from '@kurrier/shared/words/program/packages';
import { offerPackages, type Computer, type PackageFile, type PackageOffer, type Published } from '../../model/welcome/offer-packages.ts';
import './packages.css';

export interface PackagesProps {
  computer: Computer;
  version: string;
  published: Published;
}

/** One button for each kind of package, those for this computer first; which file it is where nothing is published yet. */
export const Packages = ({ computer, version, published }: PackagesProps) => {
  const offers = offerPackages(computer, version, published);
  const here = offers.filter(({ system }) => system === computer.system);
  const elsewhere = offers.filter(({ system }) => system !== computer.system);
  return (
    <div class="packages">
      {here.length === 0 ? <p>{words.noneHere}</p> : here.map((offer) => <Offer key={offer.kind} offer={offer} isHere />)}
      <h3>{words.elsewhere}</h3>
      {elsewhere.map((offer) => (
        <Offer key={offer.kind} offer={offer} />
      ))}
      {offers.every(({ file }) => file.download) ? null : <p class="hint">{words.unpublished('npm run release', releaseFolder)}</p>}
    </div>
  );
};

const nameOf = ({ kind, system, others }: PackageOffer, { processor }: PackageFile): string => {
  if (system === 'mac') return words.macs[processor];
  return others.length === 0 ? words.kinds[kind] : `${words.kinds[kind]}, ${words.processors[processor]}`;
};

const Offer = ({ offer, isHere = false }: { offer: PackageOffer; isHere?: boolean }) => (
  <div class="package" data-package={offer.kind}>
    <Place offer={offer} file={offer.file} isHere={isHere} />
    {offer.others.map((file) => (
      <Place key={file.name} offer={offer} file={file} />
    ))}
    <p class="hint">{words.how[offer.kind]}</p>
  </div>
);

/** The button of a file that is published, else what the file is called. */
const Place = ({ offer, file, isHere = false }: { offer: PackageOffer; file: PackageFile; isHere?: boolean }) => {
  const { fileName, download } = file;
  if (!download)
    return (
      <p>
        {words.isFor(nameOf(offer, file))} <code>{fileName}</code>
      </p>
    );
  return (
    <>
      <p>
        <a class={`button ${isHere ? 'primary' : 'quiet'}`} href={download.url} rel="noopener noreferrer" download={fileName}>
          {words.download(nameOf(offer, file))}
        </a>{' '}
        <span class="hint">{new URL(download.url).host}</span>
      </p>
      <details>
        <summary>{words.check}</summary>
        <p>{words.checkText}</p>
        <p>
          <code>{words.checkCommand[offer.system](fileName)}</code>
        </p>
        <p>{words.sum}</p>
        <p>
          <code class="checksum">{download.sha256}</code>
        </p>
      </details>
    </>
  );
};
