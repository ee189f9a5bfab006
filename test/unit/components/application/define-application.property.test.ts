import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ApplicationSpec, ServiceSpec } from "../../../../components/application/index.ts";
import { application, defineUntyped, faultsOf, service } from "../../../support/builders.ts";

const names = ["web", "worker", "queue", "db", "cache", "mail"] as const;

/** Any valid service; it may depend on those that are declared before it. */
function validService(index: number): fc.Arbitrary<ServiceSpec> {
  const others = names.slice(0, index);
  const optional = fc.record(
    {
      environment: fc.dictionary(
        fc.stringMatching(/^N[A-Z]{0,2}_X$/),
        fc.oneof(fc.string(), fc.integer(), fc.boolean()),
      ),
      init: fc.boolean(),
      readOnly: fc.boolean(),
      restart: fc.constantFrom("on-failure" as const, "always" as const, "unless-stopped" as const),
      stopGracePeriod: fc.nat(1000).map((seconds) => `${seconds}s` as const),
      tmpfs: fc.constantFrom("/tmp", ["/tmp", "/run:size=1m"]),
      volumes: fc.constantFrom(["shared:/data"], ["shared:/data:ro"]),
      expose: fc.array(fc.integer({ min: 1, max: 65_535 })),
      ports: fc.constant([`${6000 + 100 * index}-${6099 + 100 * index}:80`]),
      deploy: fc.record({ replicas: fc.nat(100) }),
      dependsOn: fc
        .subarray([...others])
        .map((chosen) =>
          Object.fromEntries(chosen.map((name) => [name, { condition: "service_started" as const }])),
        ),
      route: fc.record({
        port: fc.integer({ min: 1, max: 65_535 }),
        path: fc.constant(`/${String(names[index])}`),
      }),
    },
    { requiredKeys: [] },
  );
  return optional.map((fields) => service(fields));
}

/** Two silent services share the volume, so that any number of replicas may write to it. */
const validSpec: fc.Arbitrary<ApplicationSpec> = fc
  .tuple(...names.map((_, index) => validService(index)))
  .chain((services) =>
    fc.shuffledSubarray(names.map((name, index) => [name, services[index] ?? {}] as const)).map((entries) => {
      const present = new Set<string>(entries.map(([name]) => name));
      const kept = entries.map(([name, { dependsOn = {}, ...rest }]) => {
        const known = Object.entries(dependsOn).filter(([dependency]) => present.has(dependency));
        return [name, { ...rest, dependsOn: Object.fromEntries(known) }] as const;
      });
      const sharer = service({ volumes: ["shared:/data"] });
      return {
        name: "shop",
        services: { ...Object.fromEntries(kept), "share-a": sharer, "share-b": sharer },
        volumes: { shared: {} },
      };
    }),
  );

/** Independent ways to break the service that carries them, each with the path that must be named. */
const breakages = [
  [{ init: "yes" }, "init"],
  [{ stopGracePeriod: "soon" }, "stopGracePeriod"],
  [{ user: "root" }, "user"],
  [{ ports: ["80"] }, "ports[0]"],
  [{ networks: ["nowhere"] }, "networks[0]"],
  [{ secrets: ["nothing"] }, "secrets[0]"],
  [{ capAdd: ["FLY"] }, "capAdd[0]"],
  [{ dependsOn: { nobody: { condition: "service_started" } } }, "dependsOn.nobody"],
  [{ environment: { PASSWORD: "x" } }, "environment.PASSWORD"],
  [{ scale: { max: 3 } }, "scale"],
  [{ route: { port: 80, path: "x" } }, "route.path"],
  [{ healthcheck: {} }, "healthcheck"],
  [{ colour: "red" }, "colour"],
  [{ stopSignal: "NOW" }, "stopSignal"],
  [{ image: "Not An Image" }, "image"],
  [{ restart: 7 }, "restart"],
] as const;

const anything = fc.anything({ withNullPrototype: false });
const knownRoots = /^(?:application|name|services|networks|volumes|secrets|configs)(?=[.[:])/;
const unknownField = /: no such field\n/;

describe("defineApplication", () => {
  it("takes every valid spec, and orders it by its dependencies", () => {
    fc.assert(
      fc.property(validSpec, (spec) => {
        const { services } = application(spec);
        const order = services.map(({ name }) => name);
        expect([...order].sort()).toEqual(Object.keys(spec.services).sort());
        for (const { name, dependsOn } of services) {
          for (const dependency of dependsOn) {
            expect(order.indexOf(dependency.service)).toBeLessThan(order.indexOf(name));
          }
        }
      }),
    );
  });

  it("says the same of the same spec, and never changes it", () => {
    fc.assert(
      fc.property(validSpec, (spec) => {
        const before = structuredClone(spec);
        expect(application(spec)).toEqual(application(spec));
        expect(spec).toEqual(before);
      }),
    );
  });

  it("gives k faults for k independent broken parts, each with its path", () => {
    const broken = fc.subarray([...breakages], { minLength: 1 });
    fc.assert(
      fc.property(broken, fc.boolean(), (chosen, inOneService) => {
        const services: Record<string, object> = {};
        for (const [index, [fields]] of chosen.entries()) {
          const name = inOneService ? "web" : `web${index}`;
          services[name] = { image: "a", ...services[name], ...fields };
        }
        const paths = faultsOf(() => defineUntyped({ name: "shop", services })).map(
          (each) => each.split(": ")[0],
        );
        const expected = chosen.map(([, path], index) => `services.web${inOneService ? "" : index}.${path}`);
        expect([...paths].sort()).toEqual([...expected].sort());
      }),
    );
  });

  it("withstands any value anywhere, and blames a place that is there", () => {
    const place = fc.constantFrom("name", "services", "networks", "volumes", "secrets", "configs", "more");
    const hostile = fc.oneof(
      anything,
      fc.dictionary(place, anything),
      fc
        .dictionary(
          fc.constantFrom(...names),
          fc.dictionary(
            fc.constantFrom("ports", "deploy", "build", "volumes", "route", "dependsOn", "healthcheck"),
            anything,
          ),
        )
        .map((services) => ({ name: "shop", services })),
    );
    fc.assert(
      fc.property(hostile, (spec) => {
        for (const fault of faultsOf(() => defineUntyped(spec))) {
          expect(fault).toMatch(unknownField.test(fault) ? unknownField : knownRoots);
        }
      }),
      { numRuns: 500 },
    );
  });
});
