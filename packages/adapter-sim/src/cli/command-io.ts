/** What a command touches of the world. */
export interface CommandIo {
  /** To standard output. */
  write(text: string): void;
  /** To standard error. */
  writeError(text: string): void;
  /** The text of a file. Throws when it cannot be read. */
  readText(path: string): string;
  /** Whether the output may have colours. */
  readonly hasColours: boolean;
  /** Aborts when the user wants to stop. */
  readonly signal: AbortSignal;
}
