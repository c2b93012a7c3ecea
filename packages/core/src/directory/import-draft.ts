/** One mistake in a file that is imported. */
export interface ImportProblem {
  /** The line, from 1. */
  readonly line: number;
  readonly found: string;
  readonly expected: string;
}

/** Somebody as an imported file tells of them, before anything is checked. */
export interface ImportDraft {
  /** The line that it begins on. */
  readonly line: number;
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly company: string | undefined;
  /** Used where there is neither a first nor a last name. */
  readonly fullName: string | undefined;
  readonly numbers: readonly { readonly line: number; readonly text: string; readonly label: string | undefined }[];
  readonly email: string | undefined;
  readonly isVip: boolean;
}

/** What a reader of one format found. */
export interface ImportDrafts {
  readonly drafts: readonly ImportDraft[];
  readonly problems: readonly ImportProblem[];
  /** Columns or properties that were not read, in the order of the file. */
  readonly ignored: readonly string[];
}
