// What every program needs. The platforms are offered apart, by docker/index.ts and kubernetes/index.ts: each loads an
// SDK of Pulumi, which takes its time, and a program needs one.
export * from "./application/index.ts";
export * from "./image/index.ts";
export * from "./deploy/index.ts";
