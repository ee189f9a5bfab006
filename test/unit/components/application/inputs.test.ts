import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it } from "vitest";
import type { ApplicationModel } from "../../../../components/application/index.ts";
import {
  application,
  defineUntyped,
  faultsInService,
  faultsOf,
  normalisedService,
  service,
} from "../../../support/builders.ts";
import { mockPulumi, valueOf } from "../../../support/mocks.ts";

beforeEach(() => mockPulumi());

function isModel(value: unknown): value is ApplicationModel {
  return typeof value === "object" && value !== null && "services" in value;
}

describe("values of other resources", () => {
  it("stay as they are in image, labels, build arguments and configs", () => {
    const text = pulumi.output("text");
    const web = normalisedService({ image: text, labels: { team: text } });
    expect([web.image, web.labels["team"]]).toEqual([text, text]);
    const { configs } = application({ configs: { settings: { content: text } } });
    expect(configs[0]?.content).toBe(text);
  });

  it("become texts in variables", async () => {
    const { environment } = normalisedService({
      environment: { PORT: pulumi.output(5432), ON: Promise.resolve(true), HOST: pulumi.output("db") },
    });
    const values = Object.entries(environment).map(async ([name, variable]) => [
      name,
      variable.type === "value" ? await valueOf(pulumi.output(variable.value)) : variable,
    ]);
    expect(await Promise.all(values)).toEqual([
      ["HOST", "db"],
      ["ON", "true"],
      ["PORT", "5432"],
    ]);
  });

  it("fail where they are no text when they come", async () => {
    const environment = { HOST: Promise.resolve({ host: "db" }) };
    const found = defineUntyped({ name: "shop", services: { web: { image: "web:1", environment } } });
    const variable = isModel(found) ? found.services[0]?.environment["HOST"] : undefined;
    await expect(variable?.type === "value" ? variable.value : undefined).rejects.toThrow(
      "services.web.environment.HOST: the value that came is an object, and must be a string, a number or a boolean",
    );
  });

  it("are not looked at, whatever their names say", () => {
    expect(faultsInService({ environment: { DB_PASSWORD: pulumi.secret("hunter2") } })).toEqual([]);
  });

  it("are refused where they would decide what there is to create", () => {
    const later = (value: unknown): unknown => Promise.resolve(value);
    const web = {
      image: "web:1",
      environment: later({ A: "1" }),
      deploy: { replicas: later(2) },
      scale: later({}),
    };
    expect(faultsOf(() => defineUntyped({ name: "shop", services: { web } }))).toEqual([
      "services.web.environment: must be an object of names and values, not an output or a promise",
      "services.web.deploy.replicas: must be a number, not an output or a promise",
      "services.web.scale: must be an object, not an output or a promise",
    ]);
  });

  it("are no obstacle where another part of the service is faulty", () => {
    const web = { image: pulumi.output("web:1"), environment: { HOST: pulumi.output("db") }, replica: 3 };
    expect(faultsOf(() => defineUntyped({ name: "shop", services: { web } }))).toEqual([
      expect.stringMatching(/^services\.web\.replica: no such field/),
    ]);
  });
});

describe("a variable from a secret", () => {
  const environment = { DATABASE_URL: { secret: "db_url" } };

  it("names the secret, which need not be mounted", () => {
    const web = normalisedService({ environment }, { secrets: { db_url: {} } });
    expect([web.environment, web.secrets]).toEqual([
      { DATABASE_URL: { type: "secret", secret: "db_url" } },
      [],
    ]);
  });

  it("is no secret in clear", () => {
    expect(
      faultsInService({ environment: { DB_PASSWORD: { secret: "db" } } }, { secrets: { db: {} } }),
    ).toEqual([]);
  });

  it("rejects a secret that is not there, and names the nearest", () => {
    expect(faultsInService({ environment }, { secrets: { db_uri: {}, token: {} } })).toEqual([
      "services.web.environment.DATABASE_URL.secret: no such secret: db_url; the secrets are db_uri, token\ndid you mean db_uri?",
    ]);
  });

  it("rejects what is no reference", () => {
    const web = { image: "web:1", environment: { A: { secret: 5 }, B: { secrets: "b" } } };
    expect(faultsOf(() => defineUntyped({ name: "shop", services: { web } }))).toEqual([
      "services.web.environment.A.secret: must be a string, not a number",
      "services.web.environment.B.secret: is missing",
      "services.web.environment.B.secrets: no such field\ndid you mean secret?",
    ]);
  });

  it("keeps the secret only while a service that uses it is there", () => {
    const secrets = (profiles: string[]): string[] =>
      application(
        {
          services: { web: service(), tool: service({ environment, profiles: ["tools"] }) },
          secrets: { db_url: {} },
        },
        { profiles },
      ).secrets.map(({ name }) => name);
    expect([secrets([]), secrets(["tools"])]).toEqual([[], ["db_url"]]);
  });
});
