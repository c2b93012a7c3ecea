/** A point in engine time: whole milliseconds since the Unix epoch. */
export type Instant = number;
