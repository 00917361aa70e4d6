/** What stands on the toolbar button. */
export interface Badge {
  /** At most four characters, for the toolbar. */
  text: string;
  color: string;
  /** The same in words. */
  title: string;
}
