import type { AccessFileChecked } from './access-file.ts';
import {
  type Category,
  categoryOf,
  type Decision,
  type Service,
  services,
  servicesOf,
  serviceTable,
} from './services.ts';

/** What a user or a group has been given for one service. */
interface Cell {
  readonly decision: Decision;
  /** Whether the rule names the service itself or its whole category. */
  readonly reach: 'service' | 'category';
  /** Where the rule stands, such as `access.rules[2]`. */
  readonly path: string;
}

type Cells = ReadonlyMap<Service, Cell>;

interface AccessGroup {
  readonly id: string;
  readonly cells: Cells;
}

interface UserAccess {
  readonly own: Cells;
  /** In the order of the file. */
  readonly groups: readonly AccessGroup[];
}

/** Who may do what, ready for deciding. Made by `compileAccess`. */
export interface Access {
  readonly users: ReadonlyMap<string, UserAccess>;
}

/** What decides for a user and a service. */
export type DecidingRule =
  /** A rule on the user. */
  | ({ readonly level: 'user' } & Cell)
  /** A rule on a group of the user: the first in the file of those that decide alike. */
  | ({ readonly level: 'group'; readonly group: string } & Cell)
  /** No rule says anything: what its category has. */
  | { readonly level: 'default'; readonly decision: Decision; readonly category: Category }
  /** Who is no user of the company may do nothing. */
  | { readonly level: 'unknownUser'; readonly decision: 'deny' };

/** Whether a user may do something, and what says so. */
export interface Explanation {
  readonly user: string;
  readonly service: Service;
  readonly decision: Decision;
  readonly rule: DecidingRule;
}

/**
 * Makes a checked section ready for deciding for `users`, the company's. Paths
 * in explanations begin with `path`. The section must be without problems: of
 * rules that contradict each other the last would hold.
 */
export function compileAccess(section: AccessFileChecked, users: Iterable<string>, path = 'access'): Access {
  const cellsByUser = cellsBy('user', section, path);
  const cellsByGroup = cellsBy('group', section, path);
  const groupsByUser = new Map<string, AccessGroup[]>();
  for (const { id, users: members } of section.groups) {
    const group = { id, cells: cellsByGroup.get(id) ?? NO_CELLS };
    for (const member of members) {
      const groups = groupsByUser.get(member) ?? [];
      groups.push(group);
      groupsByUser.set(member, groups);
    }
  }
  const known = [...users].map(
    (user) => [user, { own: cellsByUser.get(user) ?? NO_CELLS, groups: groupsByUser.get(user) ?? [] }] as const,
  );
  return { users: new Map(known) };
}

const NO_CELLS: Cells = new Map();

/** The cells of every user, or of every group, that a rule names. */
function cellsBy(subject: 'user' | 'group', { rules }: AccessFileChecked, path: string): ReadonlyMap<string, Cells> {
  const all = new Map<string, Map<Service, Cell>>();
  for (const [at, { [subject]: name, service, category, decision }] of rules.entries()) {
    if (name === undefined) continue;
    const cells = all.get(name) ?? new Map<Service, Cell>();
    all.set(name, cells);
    const rule = { decision, path: `${path}.rules[${at}]` };
    if (service !== undefined) cells.set(service, { ...rule, reach: 'service' });
    for (const each of category === undefined ? [] : servicesOf(category)) {
      if (cells.get(each)?.reach !== 'service') cells.set(each, { ...rule, reach: 'category' });
    }
  }
  return all;
}

/** Whether the user may use the service. Costs the number of the user's groups. */
export const isAllowed = (access: Access, user: string, service: Service): boolean =>
  explain(access, user, service).decision === 'allow';

/**
 * What decides (L9): user rule beats group rule; among groups deny beats allow;
 * unset → category default. Within one user or one group a rule on the service
 * goes before one on its category.
 */
export function explain(access: Access, user: string, service: Service): Explanation {
  const rule = decidingRule(access.users.get(user), service);
  return { user, service, decision: rule.decision, rule };
}

function decidingRule(user: UserAccess | undefined, service: Service): DecidingRule {
  if (user === undefined) return { level: 'unknownUser', decision: 'deny' };
  const own = user.own.get(service);
  if (own !== undefined) return { level: 'user', ...own };
  return groupRule(user.groups, service) ?? defaultRule(service);
}

function groupRule(groups: readonly AccessGroup[], service: Service): DecidingRule | undefined {
  let allowing: DecidingRule | undefined;
  for (const { id, cells } of groups) {
    const cell = cells.get(service);
    if (cell === undefined) continue;
    const rule: DecidingRule = { level: 'group', group: id, ...cell };
    if (cell.decision === 'deny') return rule;
    allowing ??= rule;
  }
  return allowing;
}

function defaultRule(service: Service): DecidingRule {
  const category = categoryOf[service];
  return { level: 'default', decision: serviceTable[category].unset, category };
}

/** What the user may use, in the order of the table: such as the tabs of a console (S5, S6). */
export const allowedServices = (access: Access, user: string): readonly Service[] =>
  services.filter((service) => isAllowed(access, user, service));

/** Who may use the service (S135), in the order of the company's users. */
export const usersAllowed = (access: Access, service: Service): readonly string[] =>
  [...access.users.keys()].filter((user) => isAllowed(access, user, service));
