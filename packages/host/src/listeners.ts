type Listener<Details extends readonly unknown[]> = (...details: Details) => void;

/** Who listens to what. A listener that throws is reported by `failed` and breaks nothing. */
export class Listeners<Events extends { [Type in keyof Events]: readonly unknown[] }> {
  private readonly byType: { [Type in keyof Events]?: readonly Listener<Events[Type]>[] } = {};
  private readonly failed: (type: keyof Events, error: unknown) => void;

  constructor(failed: (type: keyof Events, error: unknown) => void) {
    this.failed = failed;
  }

  add<Type extends keyof Events>(type: Type, listener: Listener<Events[Type]>): void {
    this.byType[type] = [...this.of(type), listener];
  }

  delete<Type extends keyof Events>(type: Type, listener: Listener<Events[Type]>): void {
    this.byType[type] = this.of(type).filter((other) => other !== listener);
  }

  emit<Type extends keyof Events>(type: Type, ...details: Events[Type]): void {
    for (const listener of this.of(type)) {
      try {
        listener(...details);
      } catch (error) {
        this.failed(type, error);
      }
    }
  }

  private of<Type extends keyof Events>(type: Type): readonly Listener<Events[Type]>[] {
    return this.byType[type] ?? [];
  }
}
