/**
 * The words of one language by what they say about a number beside them. Stems, separated by commas: each is looked for at the start of a
 * word, with a tilde anywhere (compounds, scripts without blanks), with an underscore as a whole word.
 */
export interface Vocabulary {
  /** A code that can be for nothing but signing in or confirming. */
  strong?: string;
  /** A code, of whatever kind. */
  code?: string;
  /** What a person is asked to do with it. */
  enter?: string;
  /** Why such a code is sent: signing in, confirming an address, a person, a payment; a new password. */
  purpose?: string;
  /** What a message is about that has codes of other kinds: parcels, bookings, gifts, discounts, licences, meetings. */
  otherTopic?: string;
  /** What is said of a code that is shown or told to somebody who stands there. */
  shown?: string;
  /** What another number is called: orders, customers, telephones, postal areas. */
  otherNumber?: string;
  /** What a link says that signs in. */
  signIn?: string;
  /** What a link says that confirms. */
  confirm?: string;
  /** What is confirmed by such a link: an address, an account, a subscription. */
  confirmed?: string;
  /** What a link is for that neither signs in nor confirms an address, or a message that only reports. */
  otherLink?: string;
}

export type Concept = keyof Vocabulary;
