/** What follows the line that was just taken: so many bytes of content, or content up to a line with a single dot. */
export type Content = number | 'to-dot' | undefined;

export interface CutterListener {
  /** One line without its line break, what is beyond `longestLine` left out, and its last bytes; says whether content follows. */
  onLine: (line: Buffer, end: Buffer, isCut: boolean) => Content;
  /** Content is over, or the connection in the middle of it. */
  onContent: (bytes: number) => void;
}

/** More than this of a line is not kept. */
export const longestLine = 16 * 1024;
/** Enough to see a literal announced at the end of a line. */
const endBytes = 32;

const lineFeed = 10;

/** Cuts one direction of a dialogue into lines and content, however the bytes arrive; keeps at most one line, and no content. */
export class LineCutter {
  readonly #listener: CutterListener;
  #line: Buffer[] = [];
  #end = Buffer.alloc(0);
  #kept = 0;
  #length = 0;
  #content = 0;
  #awaited = 0;
  #isToDot = false;

  constructor(listener: CutterListener) {
    this.#listener = listener;
  }

  /** Content up to a single dot begins with the next byte. */
  expectContent(): void {
    this.#isToDot = true;
  }

  feed(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#awaited > 0) {
        const skipped = Math.min(this.#awaited, rest.length);
        this.#awaited -= skipped;
        this.#content += skipped;
        rest = rest.subarray(skipped);
        if (this.#awaited === 0) this.#endContent();
        continue;
      }
      const end = rest.indexOf(lineFeed);
      this.#keep(end < 0 ? rest : rest.subarray(0, end));
      if (end < 0) return;
      rest = rest.subarray(end + 1);
      this.#endLine();
    }
  }

  /** Tells what is there of a line or of content that will not be finished. */
  end(): void {
    if (this.#length > 0) this.#endLine();
    if (this.#content > 0) this.#endContent();
  }

  #keep(piece: Buffer): void {
    this.#length += piece.length;
    this.#end = Buffer.concat([this.#end, piece.subarray(-endBytes)]).subarray(-endBytes);
    const room = longestLine - this.#kept;
    if (room <= 0 || piece.length === 0) return;
    // A copy: the bytes belong to whoever reads the wire.
    this.#line.push(Buffer.from(piece.subarray(0, room)));
    this.#kept += Math.min(room, piece.length);
  }

  #endLine(): void {
    const line = Buffer.concat(this.#line);
    const length = this.#length;
    const end = withoutReturn(this.#end);
    this.#end = Buffer.alloc(0);
    this.#line = [];
    this.#kept = 0;
    this.#length = 0;
    const whole = length === line.length ? withoutReturn(line) : line;
    if (this.#isToDot && !(whole.length === 1 && whole[0] === 46)) {
      this.#content += length + 1;
      return;
    }
    if (this.#isToDot) {
      this.#isToDot = false;
      this.#endContent();
    }
    const content = this.#listener.onLine(whole, end, length > longestLine);
    if (content === 'to-dot') this.#isToDot = true;
    else if (content !== undefined) this.#awaited = content;
  }

  #endContent(): void {
    this.#listener.onContent(this.#content);
    this.#content = 0;
  }
}

const withoutReturn = (line: Buffer): Buffer => (line.at(-1) === 13 ? line.subarray(0, -1) : line);
