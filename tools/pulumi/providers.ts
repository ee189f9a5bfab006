/** The providers of a stack by its platform. Some take minutes to build, so nobody waits for one in vain. */
export const PROVIDERS = {
  docker: ["docker-build", "docker"],
  kubernetes: ["docker-build", "kubernetes"],
} as const;
