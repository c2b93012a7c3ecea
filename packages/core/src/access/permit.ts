import { DONE, type Result, refuse } from '../kernel/result.ts';
import { type Access, type Explanation, explain } from './decide.ts';
import { type Service, serviceTexts } from './services.ts';

/** Whether a command of `user` that needs `service` may go on: done, or `forbidden` by the rule it names (law 12). */
export function permit(access: Access, user: string, service: Service): Result<void> {
  const explanation = explain(access, user, service);
  if (explanation.decision === 'allow') return DONE;
  return refuse({
    code: 'forbidden',
    what: serviceTexts[service],
    where: whereDecided(explanation),
    why: whyDecided(explanation),
  });
}

/** Where the deciding rule stands; without a rule the category that decides, or the user whom nobody knows. */
export function whereDecided({ user, rule }: Explanation): string {
  if (rule.level === 'unknownUser') return user;
  return rule.level === 'default' ? rule.category : rule.path;
}

/** What decided, as a sentence. */
export function whyDecided({ user, service, rule }: Explanation): string {
  const verb = rule.decision === 'allow' ? 'allows' : 'denies';
  switch (rule.level) {
    case 'unknownUser':
      return `${user} is no user of this company`;
    case 'user':
      return `a rule on the ${rule.reach} ${verb} ${service} to the user ${user}`;
    case 'group':
      return `a rule on the ${rule.reach} ${verb} ${service} to the access group ${rule.group} of ${user}`;
    case 'default':
      return `no rule says anything of ${service} for ${user}, and the category ${rule.category} ${verb} it`;
  }
}
