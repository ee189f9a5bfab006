import { describe, expect, it } from "vitest";
import type { Fault } from "../../../../components/application/index.ts";
import type { CheckedApplication } from "../../../../components/deploy/check.ts";
import { Round } from "../../../../components/deploy/round.ts";

function checked(name: string, faults: readonly Fault[] = []): CheckedApplication {
  const claims = [{ path: "name", thing: `the application name ${name}`, hint: "Give each a name." }];
  return { name, faults, claims, warnings: [], platform: "Docker", notes: [], create: undefined };
}

const wrong: Fault = { path: "services.web.image", message: "is missing" };

describe("Round", () => {
  it("lets nobody go on before the checks of all are over, also of those that come meanwhile", async () => {
    const round = new Round();
    const events: string[] = [];
    const last = Promise.withResolvers<CheckedApplication>();
    const shop = round.join(Promise.resolve(checked("shop"))).then(() => events.push("shop goes on"));
    await Promise.resolve();
    const blog = round.join(last.promise);
    events.push("the last check is over");
    last.resolve(checked("blog"));
    expect((await blog).isAlone).toBe(false);
    await shop;
    expect(events).toEqual(["the last check is over", "shop goes on"]);
  });

  it("refuses all by the same error, which Pulumi tells once", async () => {
    const round = new Round();
    const errors = await Promise.allSettled([
      round.join(Promise.resolve(checked("shop", [wrong]))),
      round.join(Promise.resolve(checked("blog"))),
    ]);
    const reasons = errors.map((each): unknown => (each.status === "rejected" ? each.reason : undefined));
    expect(new Set(reasons).size).toBe(1);
    expect(String(reasons[0])).toContain("  shop: services.web.image: is missing");
  });

  it("stops those that are constructed later", async () => {
    const first = new Round();
    await expect(first.join(Promise.resolve(checked("shop", [wrong])))).rejects.toThrow("is missing");
    const later = new Round(first).join(Promise.resolve(checked("blog")));
    await expect(later).rejects.toThrow("  services.web.image: is missing");
  });

  it("knows what those before it have", async () => {
    const first = new Round();
    await first.join(Promise.resolve(checked("shop")));
    expect(first.isOver).toBe(true);
    const later = new Round(first).join(Promise.resolve(checked("shop")));
    await expect(later).rejects.toThrow("name: shop and shop want the application name shop");
  });
});
