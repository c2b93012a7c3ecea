import type { TrunkConfig } from '../config/sip-file.ts';
import type { Peer } from '../transaction/peer.ts';
import { AllowedSources } from '../transport/address.ts';

interface Line {
  readonly trunk: TrunkConfig;
  readonly sources: AllowedSources;
  inUse: number;
}

/** The trunks, and how many calls each carries now. */
export class TrunkLines {
  private readonly lines: readonly Line[];

  constructor(trunks: readonly TrunkConfig[]) {
    this.lines = trunks.map((trunk) => ({ trunk, sources: new AllowedSources(trunk.allowedSources), inUse: 0 }));
  }

  /** The trunk that a request from there belongs to. */
  bySource(source: Peer): TrunkConfig | undefined {
    return this.lines.find(({ sources }) => sources.has(source.host))?.trunk;
  }

  /** The first trunk, in the order of the file, that has a free line. */
  withFreeLine(): TrunkConfig | undefined {
    return this.lines.find(isFree)?.trunk;
  }

  hasFreeLine(trunk: TrunkConfig): boolean {
    return this.lines.some((line) => line.trunk === trunk && isFree(line));
  }

  /** Takes a line, and gives back what frees it, once. */
  occupy(trunk: TrunkConfig): () => void {
    const line = this.lines.find((candidate) => candidate.trunk === trunk);
    if (line === undefined) return () => {};
    line.inUse += 1;
    let isHeld = true;
    return () => {
      if (isHeld) line.inUse -= 1;
      isHeld = false;
    };
  }
}

const isFree = ({ trunk, inUse }: Line): boolean => trunk.maxCalls === undefined || inUse < trunk.maxCalls;
