/** The largest file that may be uploaded. */
export const largestUpload = 100 * 1024 * 1024;

/** The most that one `upload.append` carries. */
export const largestPiece = 1024 * 1024;
