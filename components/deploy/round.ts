import { type Fault, MuelleError } from "../application/index.ts";
import type { CheckedApplication } from "./check.ts";

/** A check that came through, and whether its application has company, which messages then name. */
export interface Approval {
  readonly checked: CheckedApplication;
  readonly isAlone: boolean;
}

/**
 * The Applications that a program constructs in one go. None of them creates anything before the checks of all are
 * over, and what is wrong with one stops all: half of a program's applications is not what its user asked for.
 * One that is constructed later, after the program waited for something, finds itself in a later round.
 */
export class Round {
  readonly #before: Round | undefined;
  readonly #checks: Promise<CheckedApplication>[] = [];
  #decision: Promise<readonly CheckedApplication[]> | undefined;
  #isOver = false;

  constructor(before?: Round) {
    this.#before = before;
  }

  /** Whether its checks are over, so that the next Application begins another one. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * Takes part, and waits for the others.
   * @throws {MuelleError} naming all that is wrong with any of them; it is the same error for each
   */
  async join(check: Promise<CheckedApplication>): Promise<Approval> {
    this.#checks.push(check);
    this.#decision ??= this.#decide();
    const all = await this.#decision;
    return { checked: await check, isAlone: all.length === 1 };
  }

  /**
   * All Applications of this round and of earlier ones; none where nobody took part yet.
   * @throws {MuelleError} where the round was refused
   */
  async decided(): Promise<readonly CheckedApplication[]> {
    return (await this.#decision) ?? [];
  }

  async #decide(): Promise<readonly CheckedApplication[]> {
    const earlier = (await this.#before?.decided()) ?? [];
    let waited = 0;
    while (waited < this.#checks.length) {
      waited = this.#checks.length;
      await Promise.allSettled(this.#checks);
    }
    this.#isOver = true;
    const own = await Promise.all(this.#checks);
    const faults = faultsOf(own, earlier);
    if (faults.length > 0) throw refusal(own.length, faults);
    return [...earlier, ...own];
  }
}

function refusal(count: number, faults: readonly Fault[]): MuelleError {
  const subject = count === 1 ? "The application" : "The applications";
  return new MuelleError(`${subject} cannot be deployed; nothing was changed.`, faults);
}

function faultsOf(own: readonly CheckedApplication[], earlier: readonly CheckedApplication[]): Fault[] {
  const isAlone = own.length + earlier.length === 1;
  const found = own.flatMap(({ name, faults }) =>
    faults.map((fault) =>
      isAlone || isOfStack(fault) ? fault : { ...fault, path: `${name}: ${fault.path}` },
    ),
  );
  const seen = new Set<string>();
  const once = found.filter(({ path, message }) => {
    const key = `${path} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
  return [...once, ...clashes([...earlier, ...own], own)];
}

/** What the stack's configuration says, it says of all applications. */
function isOfStack({ path }: Fault): boolean {
  return path.startsWith("muelle:");
}

/** What several applications claim that only one can have. */
function clashes(all: readonly CheckedApplication[], own: readonly CheckedApplication[]): Fault[] {
  const claims = own.flatMap((checked) => checked.claims);
  const things = [...new Set(claims.map(({ thing }) => thing))];
  return things.flatMap((thing): Fault[] => {
    const names = all
      .filter((each) => each.claims.some((claim) => claim.thing === thing))
      .map(({ name }) => name);
    const claim = claims.find((each) => each.thing === thing);
    if (claim === undefined || names.length < 2) return [];
    const { path, hint } = claim;
    return [{ path, message: `${names.join(" and ")} want ${thing}, which only one can have`, hint }];
  });
}
