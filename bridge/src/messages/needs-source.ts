import type { BodyStructure } from '../imap/grammar/body-structure.ts';
import { attachmentsOf, type AttachedPart } from './attachments.ts';
import type { Reading } from './reading/read-message.ts';

/** A type that is none: the server could not read what the part says of itself. */
const isTypeless = (type: string): boolean => /^[^/]*\/$/.test(type);

/**
 * Whether a message that does not look as its server says is to be read out of its source: there is text that is not what it is called, or there is
 * none and nothing that explains it, such as a picture or a file with a name, or a part of a type that could not be read.
 */
export const needsSource = (structure: BodyStructure | null, { text }: Pick<Reading, 'text'>): boolean => {
  if (text !== '' || structure === null) return true;
  return hasTypeless(structure) || !attachmentsOf(structure).some(explainsSilence);
};

const hasTypeless = ({ type, childNodes = [] }: BodyStructure): boolean =>
  isTypeless(type) || (type.startsWith('multipart/') && childNodes.some(hasTypeless));

/** Types that say that there is text, or nothing. */
const saysNothing = /^(?:application\/octet-stream|text\/.*|multipart\/.*|message\/(?!rfc822).*)$/;

const explainsSilence = ({ name, type, encoding }: AttachedPart): boolean =>
  name !== '' || encoding === 'base64' || !saysNothing.test(type);
