/**
 * Lines for a Dovecot of so many accounts that are live at once. Stock, it has a process for each TLS connection, and at most a hundred of them
 * for all users together; here one has many (https://doc.dovecot.org/2.3/admin_manual/login_processes/). Each account has three connections,
 * and each of these a process once it is signed in.
 */
export const manyLogins = (accounts: number): string => `
  default_client_limit = ${1_000 + accounts * 10}
  service imap-login {
    service_count = 0
    client_limit = ${1_000 + accounts * 10}
    vsz_limit = 2G
  }
  service imap {
    process_limit = ${100 + accounts * 10}
  }
`;
