import { z } from 'zod';

/** A text where there is one. */
const text = z.string().optional().catch(undefined);
const transport = z.enum(['udp', 'tcp']).optional().catch(undefined);
const whole = (otherwise: number) => z.int().default(otherwise).catch(otherwise);

function listOf<T extends z.ZodRawShape>(shape: T) {
  // A place without an object keeps its number, so that paths stay right.
  return z.array(z.object(shape).optional().catch(undefined)).default([]).catch([]);
}

const media = z.object({
  hosts: z.array(text).default([]).catch([]),
  portMin: whole(20_000),
  portMax: whole(29_999),
});
const registration = z.object({ minSeconds: whole(60), maxSeconds: whole(3_600) });

const looseSchema = z.object({
  listen: listOf({ transport, host: text, port: z.int().optional().catch(undefined) }),
  advertise: z.unknown().optional(),
  devices: listOf({ id: text, username: text }),
  trunks: listOf({
    id: text,
    transport: transport.default('udp'),
    credentials: z.unknown().optional(),
    register: z.unknown().optional(),
  }),
  media: media.optional().catch(undefined),
  registration: registration.prefault({}).catch({ minSeconds: 60, maxSeconds: 3_600 }),
});

/** What can be made out of a SIP file, be it right or wrong: absent is what is missing or of another kind. */
export type LooseFile = z.output<typeof looseSchema>;

/** Reads as much of a SIP file as there is; undefined when it is no object. */
export function readLoosely(input: unknown): LooseFile | undefined {
  const reading = looseSchema.safeParse(input);
  return reading.success ? reading.data : undefined;
}
