import { describe, expect, it } from "vitest";
import {
  approximated,
  exact,
  fidelityNotes,
  type FidelityTable,
  rejected,
  type Service,
} from "../../../../components/application/index.ts";
import { dockerFidelity } from "../../../../components/docker/index.ts";
import { application, service } from "../../../support/builders.ts";

/** A platform that carries out to the letter what is asked for here, but for these fields. */
function table(
  services: Partial<FidelityTable["services"]>,
  rest: Partial<FidelityTable> = {},
): FidelityTable {
  return {
    ...dockerFidelity,
    volumes: { size: exact, external: exact, keep: exact, renamedFrom: exact },
    ...rest,
    services: { ...dockerFidelity.services, ...services },
  };
}

describe("fidelityNotes", () => {
  const shop = application({
    services: {
      web: service({
        stopSignal: "SIGINT",
        deploy: { replicas: 3 },
        dependsOn: { api: { condition: "service_started" } },
      }),
      api: service(),
    },
    volumes: { small: { size: "1g" }, large: { size: "9g" } },
  });
  const several = ({ deploy }: Service): boolean => deploy.replicas > 1;

  it("has nothing to say of a platform that is exact", () => {
    expect(fidelityNotes(shop, table({}))).toEqual([]);
  });

  it("names the services for which a verdict holds, with the path of the field", () => {
    const services = {
      stopSignal: rejected<Service>("no signals here", ({ stopSignal }) => stopSignal !== undefined),
      "deploy.replicas": approximated<Service>("few replicas here", several),
    };
    expect(fidelityNotes(shop, table(services))).toEqual([
      { path: "services.web.stopSignal", verdict: "rejected", reason: "no signals here" },
      { path: "services.web.deploy.replicas", verdict: "approximated", reason: "few replicas here" },
    ]);
  });

  it("asks with the whole application in view", () => {
    const image = approximated<Service>(
      "no room for many here",
      ({ name }, { services }) => name === "api" && services.length > 1,
    );
    expect(fidelityNotes(shop, table({ image }))).toEqual([
      { path: "services.api.image", verdict: "approximated", reason: "no room for many here" },
    ]);
  });

  it("says once what is true of several fields for one reason, of what they have in common", () => {
    const limits = approximated<Service>("no limits here", several);
    const services = { "deploy.resources.limits.cpus": limits, "deploy.resources.limits.memory": limits };
    expect(fidelityNotes(shop, table(services))).toEqual([
      { path: "services.web.deploy.resources.limits", verdict: "approximated", reason: "no limits here" },
    ]);
  });

  it("names a list as a whole, whichever of its entries is meant", () => {
    const condition = approximated<Service>("no waiting here", ({ dependsOn }) => dependsOn.length > 0);
    expect(fidelityNotes(shop, table({ "dependsOn.*.condition": condition }))).toEqual([
      { path: "services.web.dependsOn", verdict: "approximated", reason: "no waiting here" },
    ]);
  });

  it("keeps to itself what an author loses nothing by", () => {
    expect(fidelityNotes(shop, table({ image: approximated("as good as exact", "never") }))).toEqual([]);
  });

  it("covers what services share", () => {
    const volumes: FidelityTable["volumes"] = {
      keep: exact,
      renamedFrom: exact,
      size: approximated("no large ones here", ({ size }) => size > 2 ** 30),
      external: exact,
    };
    expect(fidelityNotes(shop, table({}, { volumes }))).toEqual([
      { path: "volumes.large.size", verdict: "approximated", reason: "no large ones here" },
    ]);
  });
});
