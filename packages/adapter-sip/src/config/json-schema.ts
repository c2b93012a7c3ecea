import { z } from 'zod';
import { sipFileSchema } from './sip-file.ts';

/** The JSON Schema of SIP files, as text with a newline at its end. What the parts say of each other is not in it. */
export function sipFileJsonSchema(): string {
  const schema = z.toJSONSchema(sipFileSchema, { io: 'input', target: 'draft-2020-12' });
  return `${JSON.stringify({ title: 'Sentralbord SIP file', ...schema }, null, 2)}\n`;
}
