/** The digest algorithms that we know, the stronger first (RFC 8760 section 2.2). */
export const algorithms = ['SHA-256', 'MD5'] as const;

/** One of {@link algorithms}. */
export type Algorithm = (typeof algorithms)[number];
