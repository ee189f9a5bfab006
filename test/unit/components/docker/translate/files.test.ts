import { describe, expect, it } from "vitest";
import {
  defineApplication,
  type Service,
  type ServiceSpec,
} from "../../../../../components/application/index.ts";
import {
  needsFilesContainer,
  translateFilesContainer,
} from "../../../../../components/docker/translate/files.ts";

function service(spec: Partial<ServiceSpec>): Service {
  const { services } = defineApplication({
    name: "shop",
    services: { web: { image: "web:1", ...spec } },
    secrets: { token: {} },
    configs: { settings: { content: "a=1" } },
  });
  const [first] = services;
  if (first === undefined) throw new Error("the service is not there");
  return first;
}

describe("needsFilesContainer", () => {
  it("is true where files meet a read-only root file system, and only there", () => {
    expect(needsFilesContainer(service({ readOnly: true, secrets: ["token"] }))).toBe(true);
    expect(needsFilesContainer(service({ readOnly: true }))).toBe(false);
    expect(needsFilesContainer(service({ secrets: ["token"] }))).toBe(false);
  });
});

describe("translateFilesContainer", () => {
  it("holds each folder in a volume of its own and never runs", () => {
    const web = service({
      readOnly: true,
      secrets: ["token"],
      configs: [{ source: "settings", target: "/etc/shop/settings.ini" }],
    });
    const args = translateFilesContainer(web, "busybox", {
      identity: { application: "shop", stack: "dev" },
      secrets: { token: "t0ken" },
      configs: { settings: "a=1" },
    });
    expect(args).toMatchObject({
      image: "busybox",
      start: false,
      mustRun: false,
      volumes: [{ containerPath: "/etc/shop" }, { containerPath: "/run/secrets" }],
      uploads: [
        { file: "/run/secrets/token", content: "t0ken", permissions: "0444" },
        { file: "/etc/shop/settings.ini", content: "a=1", permissions: "0444" },
      ],
    });
  });
});
