/** What would have been right, as the error text of a schema: problems are told by what was expected. */
export const expecting = (expected: string): { readonly error: string } => ({ error: expected });
