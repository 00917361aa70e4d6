import type { MailShape } from './mail-shapes.ts';

/** What is done to which of the messages, by the names of their shapes. */
export const answered = ['plain text', 'HTML', 'alternatives', 'base64', 'a quote below'];
export const forwarded = 'a plan to forward';
export const moved = ['a list', 'a delivery report', 'flowed text'];

const nameOf = (subject: string): string => subject.slice(0, subject.lastIndexOf(' '));

export const isOneOf = (names: readonly string[], subject: string): boolean => names.includes(nameOf(subject));

export const named = (shapes: readonly MailShape[], name: string): MailShape => shapes.find(({ subject }) => nameOf(subject) === name)!;

/** The subjects of what is sent in a round. */
export const sentIn = (shapes: readonly MailShape[]): string[] => {
  const subjects = shapes.map(({ subject }) => subject);
  return [
    ...subjects.filter((subject) => isOneOf(answered, subject)).map((subject) => `Re: ${subject}`),
    ...subjects.filter((subject) => isOneOf([forwarded], subject)).map((subject) => `Fwd: ${subject}`),
    `Lunch in the ${subjects[0]!.split(' ').at(-1)}`,
  ].sort();
};
