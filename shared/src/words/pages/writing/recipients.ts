/** Words of completing recipients. */
export const recipientWords = { proposals: 'People from your mail' };
