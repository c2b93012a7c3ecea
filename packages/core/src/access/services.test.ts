import { describe, expect, it } from 'vitest';
import { categories, categoryOf, isService, services, servicesOf, serviceTable, serviceTexts } from './services.ts';

describe('[S163] services in categories', () => {
  it('are all there, each in one category only', () => {
    expect(categories).toEqual(['calls', 'operator', 'supervision', 'messages', 'ownProfile', 'groups', 'admin']);
    expect(new Set(services).size).toBe(services.length);
    expect(services).toHaveLength(45);
    expect(categories.flatMap(servicesOf)).toEqual(services);
    for (const category of categories) {
      for (const service of servicesOf(category)) expect(categoryOf[service]).toBe(category);
    }
  });

  it('[L9] are allowed where nothing is set, but for supervision and admin', () => {
    expect(categories.filter((category) => serviceTable[category].unset === 'deny')).toEqual(['supervision', 'admin']);
  });

  it('say what they let a user do', () => {
    expect(serviceTexts.breakIn).toBe('enter a talk');
    expect(Object.keys(serviceTexts)).toEqual(services);
    expect(Object.values(serviceTexts).every((text) => /^[a-z].{9,}[^.]$/.test(text))).toBe(true);
  });

  it('are told from other words', () => {
    expect(isService('whisper')).toBe(true);
    expect(['calls', 'Whisper', '', 'constructor'].filter(isService)).toEqual([]);
  });
});
