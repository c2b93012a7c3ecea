import type { AccessFileChecked } from '../../src/access/access-file.ts';
import { type Decision, type Service, serviceTable } from '../../src/access/services.ts';

type Rule = AccessFileChecked['rules'][number];

/**
 * L9 as one would read it aloud, from the file and nothing else: "user rule
 * beats group rule; among groups deny beats allow; unset → category default".
 */
export function naiveDecision(section: AccessFileChecked, user: string, service: Service): Decision {
  const categoryEntry = Object.entries(serviceTable).find(([, each]) => service in each.services);
  const [category, { unset }] = categoryEntry ?? ['', { unset: 'deny' as const }];
  const saidBy = (isOfSubject: (rule: Rule) => boolean): Decision | undefined => {
    const ofSubject = section.rules.filter(isOfSubject);
    const onService = ofSubject.find((rule) => rule.service === service);
    const onCategory = ofSubject.find((rule) => rule.category === category);
    return (onService ?? onCategory)?.decision;
  };
  const byUser = saidBy((rule) => rule.user === user);
  if (byUser !== undefined) return byUser;
  const byGroups = section.groups
    .filter(({ users }) => users.includes(user))
    .map(({ id }) => saidBy((rule) => rule.group === id));
  if (byGroups.includes('deny')) return 'deny';
  if (byGroups.includes('allow')) return 'allow';
  return unset;
}
