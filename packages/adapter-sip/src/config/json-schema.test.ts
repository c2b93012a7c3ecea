import { expect, test } from 'vitest';
import { sipFileJsonSchema } from './json-schema.ts';

test('the published schema asks for what the reader asks for, and leaves out what has a default', () => {
  const schema = JSON.parse(sipFileJsonSchema());
  expect(schema).toMatchObject({
    title: 'Sentralbord SIP file',
    type: 'object',
    required: ['listen', 'realm', 'media'],
    additionalProperties: false,
  });
  const { devices, trunks, listen } = schema.properties;
  expect(devices.items.required).toEqual(['id', 'password']);
  expect(trunks.items.required).toEqual(['id', 'host', 'allowedSources']);
  expect(listen.items.properties.transport.enum).toEqual(['udp', 'tcp']);
});
