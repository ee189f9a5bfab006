import { describe, expect, it } from "vitest";
import { faultsInService, files } from "../../../../support/builders.ts";

const advice = (name: string) =>
  `declare a secret and write \`${name}: { secret: "..." }\`, or mount it and name its file in ${name}_FILE; if it is none, list it in \`notSecret\``;

describe("secrets in clear", () => {
  it.each([
    "PASSWORD",
    "DB_PASSWORD",
    "PGPASSWORD",
    "API_TOKEN",
    "SECRET_KEY_BASE",
    "aws_secret_access_key",
    "app.key",
  ])("rejects %s, and does not show its value", (name) => {
    const faults = faultsInService({ environment: { [name]: "s3cr3t-value" } });
    const place = name.includes(".") ? `["${name}"]` : `.${name}`;
    expect(faults).toEqual([
      `services.web.environment${place}: ${name} looks like a secret in clear\n${advice(name)}`,
    ]);
  });

  it("rejects a password in a URL", () => {
    expect(faultsInService({ environment: { DATABASE_URL: "postgres://app:hunter2@db/app" } })).toEqual([
      `services.web.environment.DATABASE_URL: DATABASE_URL has a password in its URL, in clear\n${advice("DATABASE_URL")}`,
    ]);
  });

  it("rejects them in environment files", () => {
    const options = { files: files({ "/srv/shop/.env": "API_TOKEN=x\n" }) };
    expect(faultsInService({ envFile: ".env" }, {}, options)).toEqual([
      `services.web.envFile: API_TOKEN looks like a secret in clear\n${advice("API_TOKEN")}`,
    ]);
  });

  it("rejects them in build arguments", () => {
    const options = { files: files({ "/srv/shop/Dockerfile": "" }) };
    expect(faultsInService({ build: { context: ".", args: { NPM_TOKEN: "x" } } }, {}, options)).toEqual([
      "services.web.build.args.NPM_TOKEN: NPM_TOKEN looks like a secret in clear\ndeclare a secret and list it in `build.secrets`; if it is none, list it in `notSecret`",
    ]);
  });

  it("takes what only sounds like one", () => {
    const environment = {
      DB_PASSWORD_FILE: "/run/secrets/db",
      SSH_KEY: "/etc/ssh/key",
      TOKEN_TTL: 3600,
      AWS_ACCESS_KEY_ID: "AKIA",
      PUBLIC_KEY: "abc",
      ALLOW_EMPTY_PASSWORD: "yes",
      MONKEY: "see",
      REDIS_URL: "redis://queue:6379/0",
      MAIL_FROM: "a@example.com",
    };
    expect(faultsInService({ environment })).toEqual([]);
  });

  it("takes the author's word", () => {
    expect(
      faultsInService({ environment: { PARTITION_KEY: "region" }, notSecret: ["PARTITION_KEY"] }),
    ).toEqual([]);
  });
});
