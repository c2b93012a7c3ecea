/** Ids of one run and the names that the same things have in every run. */
export class TwoWay<Id extends string> {
  private readonly names = new Map<Id, string>();
  private readonly ids = new Map<string, Id>();

  set(id: Id, name: string): void {
    this.names.set(id, name);
    this.ids.set(name, id);
  }

  /** The name of a thing; its id when it has none. */
  nameOf(id: Id): string {
    return this.names.get(id) ?? id;
  }

  /** The id in this run; undefined: there is no such thing in it. */
  idOf(name: string): Id | undefined {
    return this.ids.get(name);
  }
}
