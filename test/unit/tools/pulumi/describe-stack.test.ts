import { expect, test } from "vitest";
import { describeOutputs } from "../../../../tools/pulumi/describe-stack.ts";

test("says where to click, what runs, and what to do next", () => {
  const outputs = {
    url: "http://127.0.0.1:8080",
    images: { web: "photos/web:1" },
    services: { web: { containers: ["photos-web-1-a", "photos-web-2-b"] }, queue: { containers: [] } },
    note: "hello",
    limit: 3,
  };
  expect(describeOutputs(outputs, "dev")).toBe(
    [
      "The stack dev is up: http://127.0.0.1:8080",
      "  web    photos-web-1-a, photos-web-2-b",
      "  queue  ",
      "  note: hello",
      "  limit: 3",
      "",
      "  npm run pulumi -- preview --stack dev      what an update would change",
      "  npm run pulumi -- destroy --stack dev      remove all but the volumes",
    ].join("\n"),
  );
});

test("says that a stack without outputs is up", () => {
  expect(describeOutputs({}, "dev").split("\n")[0]).toBe("The stack dev is up");
});
