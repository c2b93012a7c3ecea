import { z } from 'zod';
import { scenarioSchema } from './scenario-file.ts';

/** The JSON Schema of scenario files, as text with a newline at its end: what `scenario.schema.json` holds. */
export function scenarioJsonSchema(): string {
  const schema = z.toJSONSchema(scenarioSchema, { io: 'input', target: 'draft-2020-12' });
  return `${JSON.stringify({ title: 'Sentralbord scenario', ...schema }, null, 2)}\n`;
}
