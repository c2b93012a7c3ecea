/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** At most this much; undefined: told for its own sake. */
  readonly goal?: number | undefined;
}
