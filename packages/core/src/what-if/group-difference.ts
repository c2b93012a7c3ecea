import type { GroupFigures } from '../statistics/group-figures.ts';
import { DEFAULT_SERVICE_LEVEL, type ServiceLevelName } from '../statistics/service-level.ts';

/** One figure of both runs; undefined where there is nothing to count. */
export interface Compared {
  readonly asItWas: number | undefined;
  readonly asItWouldBe: number | undefined;
  /** The second less the first; undefined where one of them is. */
  readonly difference: number | undefined;
}

/** What a change does to a group. */
export interface GroupDifference {
  readonly group: string;
  /** Calls that were given a place. */
  readonly offered: Compared;
  readonly answered: Compared;
  readonly abandoned: Compared;
  /** 0 to 1, by the formula that was asked for. */
  readonly serviceLevel: Compared;
  /** Mean wait of the calls answered, in ms. */
  readonly meanWaitMs: Compared;
}

/** The figures of each group of one run or the other side by side, by id. */
export function groupDifferences(
  asItWas: readonly GroupFigures[],
  asItWouldBe: readonly GroupFigures[],
  level: ServiceLevelName = DEFAULT_SERVICE_LEVEL,
): readonly GroupDifference[] {
  const was = new Map(asItWas.map((figures) => [figures.group, figures.window]));
  const wouldBe = new Map(asItWouldBe.map((figures) => [figures.group, figures.window]));
  return [...new Set([...was.keys(), ...wouldBe.keys()])].sort().map((group) => {
    const [before, after] = [was.get(group), wouldBe.get(group)];
    return {
      group,
      offered: compared(before?.offered, after?.offered),
      answered: compared(before?.answered, after?.answered),
      abandoned: compared(before?.abandoned, after?.abandoned),
      serviceLevel: compared(before?.serviceLevels[level], after?.serviceLevels[level]),
      meanWaitMs: compared(before?.averageSpeedOfAnswerMs, after?.averageSpeedOfAnswerMs),
    };
  });
}

function compared(asItWas: number | undefined, asItWouldBe: number | undefined): Compared {
  const difference = asItWas === undefined || asItWouldBe === undefined ? undefined : asItWouldBe - asItWas;
  return { asItWas, asItWouldBe, difference };
}
