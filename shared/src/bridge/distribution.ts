/**
 * Under which names Kurrier is found, in one place. A name that is null is nobody's yet: no page may send people there, since somebody else
 * may take it. Until something is published, people get what `npm run release` writes.
 */
export const distribution = {
  /** The command, the service and the Debian package. */
  program: 'kurrier',
  title: 'Kurrier',
  /** macOS names programs that start with the session by a reversed domain; this one is kept for examples (RFC 2606). */
  launchAgent: 'invalid.kurrier.bridge',
  /** What the extension asks the browser for to reach the program: lower case letters, digits, dots and underscores only. */
  nativeHost: 'invalid.kurrier.bridge',
  extension: {
    /** Follows from the key below, wherever the extension is loaded from. */
    chromium: 'mniddlphjabeolmnmhgjmdcidnagmnpa',
    /** `key` of Chromium's manifest; its private half does not exist any more and nothing needs it. */
    chromiumKey:
      'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwNn1NTrzX6f7miFs+R7JEjFHs/A9rJybEETbFJy90a0AN9rmeojutsks2JXP9B02N5hc4muR/0ar/sgdegqXxp40WO8Ihg3ZdqD2n+bsAReH9SdDKDsAtsxWbseefI73Bek/mdo3ZeDWYXJlWquQubbMQAuut+rbFXum8mUM/Yfj96nGfN/fR6Mk7Pu45ruD8ZayNuBNZQDMNs1Tzbr3bMoSdp2yKkORh+fIrVd37KgTUmUvjTBlPutubCjKm9KrTPtv7R+xDa1+3XlMy+brcYpaKQ57dCA4KwlF9A51o+5wQbMA+LHOfyYbxpgverEJ8R+tk8jMq0aPWlK1nevqmQIDAQAB',
    firefox: 'kurrier@kurrier.invalid',
  },
  /** Addresses of what is published. */
  published: { npmPackage: null, chromeWebStore: null, firefoxAddons: null, downloads: null } as Readonly<Record<string, string | null>>,
} as const;
