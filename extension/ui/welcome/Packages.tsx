import { releaseFolder, type PackageSystem } from '@kurrier/shared/bridge/release-packages';
import { packageWords as words } from '@kurrier/shared/words/program/packages';
import {
  isAnyPublished,
  offerPackages,
  type Computer,
  type PackageFile,
  type PackageOffer,
  type Published,
} from '../../model/welcome/offer-packages.ts';
import { Command } from '../controls/Command.tsx';
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
      {isAnyPublished(offers) ? null : <p class="hint">{words.unpublished('npm run release', releaseFolder)}</p>}
    </div>
  );
};

const processorOf = ({ system }: PackageOffer, { processor }: PackageFile): string =>
  (system === 'mac' ? words.macs : words.processors)[processor];

const Offer = ({ offer, isHere = false }: { offer: PackageOffer; isHere?: boolean }) => {
  const { kind, file, others } = offer;
  const name = words.kinds[kind];
  return (
    <div class="package" data-package={kind}>
      <Place name={name} system={offer.system} file={file} isHere={isHere} />
      <p class="hint">
        {words.how[kind]} {others.length > 0 ? words.fits(processorOf(offer, file)) : null}
      </p>
      {others.map((other) => (
        <details key={other.name}>
          <summary>{words.otherwise(processorOf(offer, other))}</summary>
          <Place name={`${name}, ${processorOf(offer, other)}`} system={offer.system} file={other} />
        </details>
      ))}
    </div>
  );
};

interface PlaceProps {
  name: string;
  system: PackageSystem;
  file: PackageFile;
  isHere?: boolean;
}

/** The button of a file that is published, else what the file is called. */
const Place = ({ name, system, file, isHere = false }: PlaceProps) => {
  const { fileName, download } = file;
  if (!download)
    return (
      <p>
        {words.isFor(name)} <code>{fileName}</code>
      </p>
    );
  return (
    <>
      <p>
        <a class={isHere ? 'button primary' : 'button'} href={download.url} rel="noopener noreferrer" download={fileName}>
          {words.download(name)}
        </a>{' '}
        <span class="hint">{new URL(download.url).host}</span>
      </p>
      <details>
        <summary>{words.check}</summary>
        <p>{words.checkText}</p>
        <Command line={words.checkCommand[system](fileName)} />
        <p>{words.sum}</p>
        <p>
          <code class="checksum">{download.sha256}</code>
        </p>
      </details>
    </>
  );
};
