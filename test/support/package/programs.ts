/** A program as a user writes it. */
export function shopProgram(port: number): string {
  return `import { Application, type ApplicationArgs } from "muelle";

const args: ApplicationArgs = {
  spec: {
    services: {
      web: {
        image: "busybox:1.37-musl",
        command: ["sh", "-c", "echo fresh bread > /tmp/index.html; exec httpd -f -p 8080 -h /tmp"],
        tmpfs: ["/tmp"],
        user: "1000:1000",
        route: { port: 8080 },
      },
    },
  },
  docker: { port: ${port} },
};
const shop = new Application("shop", args);
export const url = shop.url;
`;
}

/** A user's test of his program, as ESM. */
export const ESM_TEST = `import assert from "node:assert";
import { mockPulumi } from "muelle/testing";

const { resource } = await mockPulumi();
await import("./shop.ts");
assert.equal((await resource("shop-web-1")).inputs.user, "1000:1000");
assert.deepEqual((await resource("shop-web-readiness")).inputs.containers, ["shop-web-1-id"]);
`;

/** Requires all that the package offers, and tests a component: for a program that is CommonJS. */
export const COMMONJS_TEST = `const assert = require("node:assert");
const manifest = require("muelle/package.json");

for (const entry of Object.keys(manifest.exports)) {
  const offered = require(entry.replace(/^[.]/, "muelle"));
  assert.notEqual(Object.keys(offered).length, 0, entry);
}

const { defineApplication } = require("muelle");
const { DockerStack } = require("muelle/docker");
const { mockPulumi } = require("muelle/testing");
mockPulumi().then(async ({ resource }) => {
  const services = { web: { image: "busybox:1.37-musl", user: "1000:1000" } };
  const application = defineApplication({ name: "shop", services }, { directory: __dirname });
  new DockerStack("shop", { application, stack: "dev", port: 8080, secrets: {} });
  assert.equal((await resource("shop-web-1")).type, "docker:index/container:Container");
  console.log("required and tested");
});
`;

/** Says how many milliseconds a program takes to load Pulumi's SDKs. */
export const SDK_TIME = `const start = performance.now();
for (const sdk of ["pulumi", "docker", "docker-build"]) await import("@pulumi/" + sdk);
console.log(performance.now() - start);
`;

/** Says how many milliseconds it takes with Muelle and an application of 20 services on top. */
export const LIBRARY_TIME = `const start = performance.now();
const { defineApplication } = await import("muelle");
await import("muelle/docker");
const service = (index) => ["service-" + index, { image: "busybox:1.37-musl", healthcheck: { test: ["CMD", "true"] } }];
const services = Object.fromEntries(Array.from({ length: 20 }, (_, index) => service(index)));
defineApplication({ name: "shop", services }, { directory: "." });
console.log(performance.now() - start);
`;

/** A program that the type checker reads as CommonJS. */
export const COMMONJS_TYPES = `import { exceptions } from "muelle/policies";
import { KubernetesStack } from "muelle/kubernetes";
import { loadCompose } from "muelle/compose";
export const all = [exceptions, KubernetesStack, loadCompose];
`;

export const TSCONFIG = {
  compilerOptions: {
    module: "nodenext",
    target: "es2024",
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ["node"],
  },
  files: ["shop.ts", "all.cts"],
};

export const PULUMI_YAML = `name: shop
runtime:
  name: nodejs
  options:
    typescript: false
main: shop.ts
`;

/** One application in the terms of every language, with a secret. */
const SHOP = {
  spec: {
    secrets: { key: {} },
    services: {
      web: {
        image: "busybox:1.37-musl",
        command: ["sh", "-c", "cat /run/secrets/key > /tmp/index.html; exec httpd -f -p 8080 -h /tmp"],
        tmpfs: ["/tmp"],
        user: "1000:1000",
        secrets: ["key"],
        route: { port: 8080 },
      },
    },
  },
};

/** The application as Pulumi YAML. YAML is a superset of JSON. */
export function yamlProject(port: number, spec: object = SHOP.spec): string {
  const secrets = { key: { "fn::secret": "fresh bread" } };
  const shop = { type: "muelle:index:Application", properties: { spec, secrets, docker: { port } } };
  return JSON.stringify({
    name: "shop",
    runtime: "yaml",
    resources: { shop },
    outputs: { url: "${shop.url}" },
  });
}

/** The application in Python, without a generated SDK. */
export function pythonProgram(port: number): string {
  return `import json
import pulumi

class Application(pulumi.ComponentResource):
    url: pulumi.Output[str]

    def __init__(self, name, inputs, opts=None):
        super().__init__("muelle:index:Application", name, {"url": None, **inputs}, opts, remote=True)

shop = Application("shop", {
    "spec": json.loads('''${JSON.stringify(SHOP.spec)}'''),
    "secrets": {"key": pulumi.Output.secret("fresh bread")},
    "docker": {"port": ${port}},
})
pulumi.export("url", shop.url)
`;
}

/** The application in TypeScript. */
export function typescriptProgram(port: number): string {
  return `import * as pulumi from "@pulumi/pulumi";
import { Application } from "muelle";

const spec = ${JSON.stringify(SHOP.spec)};
const secrets = { key: pulumi.secret("fresh bread") };
export const { url } = new Application("shop", { spec, secrets, docker: { port: ${port} } });
`;
}
