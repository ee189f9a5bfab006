import Docker from "dockerode";
import type { Fault } from "../application/index.ts";
import { describeTooOld, type EngineVersion, isTooOld, UPGRADE_ENGINE } from "../../base/oldest-engine.ts";

/** What the engine says of itself and its machine. */
export interface EngineFacts extends EngineVersion {
  /** Whether its kernel can limit swap; where not, Docker gives up the limit of a container's swap. */
  readonly limitsSwap: boolean;
}

/** What is taken for true where no engine is asked, as in a plan. */
export const ASSUMED_ENGINE: Pick<EngineFacts, "limitsSwap"> = { limitsSwap: true };

/** Asks the engine; a fault where none answers, or one that is too old. */
export async function readEngine(engine: Docker = new Docker()): Promise<EngineFacts | Fault> {
  try {
    const asked: Promise<[Docker.DockerVersion, unknown]> = Promise.all([engine.version(), engine.info()]);
    const [{ Version, ApiVersion }, info] = await asked;
    const facts = { version: Version, api: ApiVersion, limitsSwap: limitsSwap(info) };
    return isTooOld(facts) ? { path: "docker", message: describeTooOld(facts), hint: UPGRADE_ENGINE } : facts;
  } catch (error) {
    return silentFault(error);
  }
}

function limitsSwap(info: unknown): boolean {
  return typeof info !== "object" || info === null || !("SwapLimit" in info) || info.SwapLimit !== false;
}

function silentFault(error: unknown): Fault {
  const host = process.env["DOCKER_HOST"] ?? "unix:///var/run/docker.sock";
  const reason = error instanceof Error ? error.message : String(error);
  return {
    path: "docker",
    message: `the Docker Engine at ${host} does not answer: ${reason}`,
    hint: "Start it: `sudo systemctl start docker`, or Docker Desktop, or `npm run engine -- start`.",
  };
}
