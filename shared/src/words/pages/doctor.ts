/** Words of the domain doctor's page; what is said of the findings stands in `doctor.ts`. */
export const doctorPageWords = {
  title: 'Domain doctor',
  intro: 'For a domain of your own: what mail programs find there, what they miss, and the exact records to publish.',
  domain: 'Domain',
  examine: 'Examine',
  examining: (domain: string) => `Examining ${domain}…`,
  done: (domain: string) => `${domain} was examined.`,
  notADomain: 'Enter a domain such as example.org.',
  findings: (domain: string) => `What ${domain} publishes`,
  publish: 'What to publish',
  states: { good: 'good', missing: 'missing', wrong: 'wrong' },
  servedAs: (contentType: string) => `Served as ${contentType}.`,
};
