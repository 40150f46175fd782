/** Things to be done after a pause, of each kind the last one only. */
export class Timers {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  after(what: string, pause: number, act: () => void): void {
    this.cancel(what);
    this.#timers.set(what, setTimeout(act, pause));
  }

  cancel(what: string): void {
    clearTimeout(this.#timers.get(what));
  }
}
