export * from "./application/index.ts";
export * from "./docker/index.ts";
export * from "./image/index.ts";
