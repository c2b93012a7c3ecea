/** Every bound of the directory in one place, each with its reason. */
export const directoryLimits = {
  /** Contacts of one company: more is a customer register, not a list for a switchboard. */
  contacts: 10_000,
  /** Numbers of one person. */
  numbers: 20,
  /** Characters of an e-mail address (RFC 5321 §4.5.3.1: 64 before the @, 255 after). */
  emailLength: 254,
  /** Characters of a text that is searched for, so that nobody can make the search slow. */
  queryLength: 100,
  /** Words of a text that is searched for; those after it count no more. */
  queryWords: 10,
  /** Results of one search, when nothing else is asked for. */
  results: 50,
  /** Characters of a file that is imported; vCards may hold pictures. */
  importLength: 10_000_000,
  /** Problems of an import that are told; after so many the file is another kind of file. */
  importProblems: 1000,
  /** Rows of a CSV file: more than the contacts there can be, for those that are there already. */
  importRows: 50_000,
  /** Columns of a CSV file. */
  columns: 200,
  /** Characters of one field of an imported file that are read: a name, a number, an address. */
  fieldLength: 1000,
} as const;
