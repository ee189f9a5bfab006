export { DockerStack, type DockerServiceOutput, type DockerStackArgs } from "./docker-stack.ts";
export { DockerService, type DockerServiceArgs } from "./docker-service.ts";
export { dockerFidelity } from "./fidelity.ts";
export { LoadBalancer, type LoadBalancerArgs } from "./load-balancer.ts";
export { ASSUMED_ENGINE, type EngineFacts, readEngine } from "./engine-facts.ts";
export { preflight, wantedPorts, type PreflightArgs, type WantedPort } from "./preflight.ts";
