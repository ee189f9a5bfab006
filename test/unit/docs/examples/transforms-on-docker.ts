import { type DockerTransforms, plain } from "../../../../components/docker/index.ts";

export const transform: DockerTransforms = {
  // PostgreSQL wants more shared memory than the engine's 64 MiB.
  container: (args, { service }) => {
    if (service?.name !== "db") return args;
    return { ...args, shmSize: 512, envs: [...plain(args.envs), "TZ=UTC"] };
  },
  network: (args) => ({ ...args, ipamConfigs: [{ subnet: "10.20.0.0/24" }] }),
  nginxConfiguration: (args) => ({
    ...args,
    configuration: args.configuration.replace("server_tokens off;", "server_tokens off;\n  gzip on;"),
  }),
};
