/** Something that happens again and again, and can be waited for. */
export class Change {
  #resolve: () => void = () => undefined;

  /** The next time that it happens, counted from now. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  happened(): void {
    this.#resolve();
  }
}
