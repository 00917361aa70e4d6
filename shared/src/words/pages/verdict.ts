/** Words around the evidence of a failure. */
export const evidenceWords = {
  details: 'Details',
  about: 'More about this',
  aboutLabel: (title: string) => `More about this: ${title}`,
  serverSaid: 'The server said',
  saidNothing: 'The server said nothing.',
  code: 'Code',
  kind: 'Kind',
  server: 'Server',
  addresses: 'Addresses tried',
  certificate: 'Certificate',
  certificateFacts: { names: 'Names', issuer: 'Issued by', validTo: 'Valid until', fingerprint: 'SHA-256' },
};

/** Words of what can be done about a failed leg. */
export const wayOutWords = {
  proposal: 'The server takes sign-ins like this',
  usernameProposal: 'Perhaps the username is meant in its other form',
  fixAndRetest: 'Fix and re-test',
  changes: { host: 'Host', port: 'Port', secure: 'Secure', username: 'Username', security: 'Security' },
  becomes: 'becomes',
  hostChange: 'This is another server. Enter the password only if you know it to be your provider’s.',
  proposalPassword: 'Password',
  passwordAgain: (legs: readonly string[]) => `Enter the password again${legs.length > 1 ? `, for ${legs.join(' and ')}` : ''}`,
  passwordAbove: 'One password for both: enter it again above.',
  saveAndTest: 'Save and test',
  otherIdeas: 'Other ideas',
};
